"""Write an idea down, on its own or because of a case."""

from bot.domain.case import CaseId
from bot.domain.company import Company
from bot.domain.idea import Idea, Wish
from bot.domain.people import Member
from bot.domain.roles import Act, permit
from bot.ports import Clock, UnitOfWork
from bot.usecases.join_idea import link


async def open_idea(
    wish: Wish,
    actor: Member,
    *,
    identity: str,
    case_id: CaseId | None = None,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Idea:
    """Open an idea, with the case behind it that gave rise to it, if one did.

    `identity` is unique to this wish, so that hearing of it again opens nothing. Raises NotAllowed, UnknownCase,
    WrongStage.
    """
    permit(Act.LINK_IDEA, actor, own=True, community=None, company=company)
    async with uow:
        idea = await uow.ideas.open(wish, actor.id, clock.now(), identity=identity)
        if idea is None:
            return await uow.ideas.came_as(identity)
        if case_id is not None:
            idea = await link(idea, case_id, actor, uow=uow, company=company, clock=clock)
        await uow.commit()
    return idea
