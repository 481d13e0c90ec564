"""Let a case stand behind an idea, or take it away again."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.idea import Idea, IdeaId
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def join_idea(
    idea_id: IdeaId, case_id: CaseId, actor: Member, *, uow: UnitOfWork, company: Company, clock: Clock
) -> Idea:
    """Let a case stand behind an idea; again changes nothing. Raises NotAllowed, UnknownCase, UnknownIdea,
    WrongStage."""
    async with uow:
        idea = await link(await uow.ideas.get(idea_id), case_id, actor, uow=uow, company=company, clock=clock)
        await uow.commit()
    return idea


async def link(
    idea: Idea, case_id: CaseId, actor: Member, *, uow: UnitOfWork, company: Company, clock: Clock
) -> Idea:
    """The same in a unit of work that is open already and keeps others from changing the idea.

    The idea is read before the case: whoever settles it at this moment tells this case as well, or has settled it
    already, and then it cannot be joined.
    """
    joined = idea.join(case_id)
    case = await uow.cases.get(case_id)
    permit_on(Act.LINK_IDEA, actor, case, company)
    if idea.id in case.ideas:
        return joined
    linked = case.link_idea(by=actor, at=clock.now(), idea=idea.id)
    await uow.ideas.link(idea.id, case_id)
    await keep(linked, uow=uow, company=company)
    return joined


async def leave_idea(
    idea_id: IdeaId, case_id: CaseId, actor: Member, *, uow: UnitOfWork, company: Company, clock: Clock
) -> Case:
    """Take a case away from an idea; again changes nothing. Raises NotAllowed, UnknownCase, UnknownIdea."""
    async with uow:
        await uow.ideas.get(idea_id)
        case = await uow.cases.get(case_id)
        permit_on(Act.LINK_IDEA, actor, case, company)
        if idea_id not in case.ideas:
            return case
        left = case.unlink_idea(by=actor, at=clock.now(), idea=idea_id)
        await uow.ideas.unlink(idea_id, case_id)
        await keep(left, uow=uow, company=company)
        await uow.commit()
    return left
