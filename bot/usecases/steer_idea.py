"""Decide about an idea: where it stands, why, and who carries it."""

from bot.domain.company import Company
from bot.domain.errors import BadInput
from bot.domain.idea import Idea, IdeaChange, IdeaId, IdeaStatus
from bot.domain.people import Member, MemberId
from bot.domain.roles import Act, permit
from bot.ports import Clock, UnitOfWork


async def steer_idea(
    idea_id: IdeaId,
    actor: Member,
    *,
    status: IdeaStatus,
    reason: str,
    owner: MemberId | None,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Idea:
    """Set where an idea stands, why, and whose it is. Once it is done, every case behind it is told of it.

    Raises BadInput, NotAllowed, UnknownIdea, WrongStage.
    """
    async with uow:
        idea = await uow.ideas.get(idea_id)
        expect_steering(idea, actor, company)
        await _expect_owner(owner, idea, uow)
        change = IdeaChange(by=actor.id, at=clock.now(), status=status, owner=owner, reason=reason.strip() or None)
        changed = await _carry_out(idea, change, uow)
        await uow.commit()
    return changed


async def take_idea_on(idea_id: IdeaId, actor: Member, *, uow: UnitOfWork, company: Company, clock: Clock) -> Idea:
    """Make `actor` the owner of an idea that nobody owns. Raises NotAllowed, UnknownIdea, WrongStage."""
    permit(Act.CLAIM, actor, own=True, community=None, company=company)
    async with uow:
        idea = await uow.ideas.get(idea_id)
        taken = await _carry_out(idea, idea.take_on(actor.id, clock.now()), uow)
        await uow.commit()
    return taken


def expect_steering(idea: Idea, actor: Member, company: Company) -> None:
    """Refuse whoever has no say in an idea. It belongs to no community, so the leads of all have one.

    Raises NotAllowed.
    """
    led = next((one for one in company.communities.values() if one.leads.holds(actor)), None)
    permit(Act.STEER_IDEA, actor, own=idea.steered_by(actor.id), community=led, company=company)


async def _expect_owner(owner: MemberId | None, idea: Idea, uow: UnitOfWork) -> None:
    """Refuse an owner who cannot act; one who has left may stay named. Raises BadInput."""
    if owner is None or owner == idea.owner:
        return
    member = await uow.members.get(owner)
    if member is None or not member.may_take_part:
        raise BadInput("They cannot own an idea. Choose a colleague, neither a guest nor an app.", field="owner")


async def _carry_out(idea: Idea, change: IdeaChange, uow: UnitOfWork) -> Idea:
    changed = idea.change(change)
    if changed == idea:
        return idea
    await uow.ideas.save(changed, change)
    if changed.status is IdeaStatus.DONE and idea.status is not IdeaStatus.DONE:
        for case_id in idea.cases:
            await uow.jobs.tell_case_of_idea(idea.id, case_id)
    await uow.jobs.show_idea(idea.id)
    return changed
