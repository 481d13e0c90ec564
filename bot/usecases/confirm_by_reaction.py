"""Let a colleague's sign on a contribution say that it helped."""

from bot.domain import activity as act
from bot.domain.case import Case
from bot.domain.company import Company
from bot.domain.contribution import Kept
from bot.domain.privacy import sees
from bot.domain.reaction import Reaction
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def confirm_by_reaction(reaction: Reaction, *, uow: UnitOfWork, company: Company, clock: Clock) -> Case | None:
    """Confirm the shares that a contribution stands for, or take that back with the last sign that said so.

    None where nothing follows: of the author's own sign, of one by somebody who has a stake in the share or takes no
    part, of one on anything but a contribution, and of one that Slack told before. Raises WrongStage for a void case.
    """
    async with uow:
        member = await uow.members.get(reaction.by)
        kept = await _contribution_at(reaction, uow) if member and member.may_take_part else None
        if member is None or kept is None or kept.contribution.partner or kept.contribution.member == member.id:
            return None
        case = await uow.cases.get(kept.case_id)
        if not sees(member, company.community(case.community), company):
            return None
        await uow.reactions.note(kept.number, reaction)
        given = [one.contribution for one in case.given if one.member == kept.contribution.member]
        thanked = await uow.reactions.standing(member.id, given)
        approver = company.approves(member)
        heeded = case.heed(member, clock.now(), contribution=kept.number, thanked=thanked, approver=approver)
        if heeded.news:
            await keep(heeded, uow=uow, company=company)
        await uow.commit()
    return heeded if heeded.news else None


async def _contribution_at(reaction: Reaction, uow: UnitOfWork) -> Kept | None:
    """What somebody gave with a message: their reply in a thread, or the note by which Muster told of their input."""
    if kept := await uow.texts.find_contribution(reaction.identity):
        return kept
    told = await uow.messages.note_at(reaction.channel, reaction.ts)
    if told is None:
        return None
    case_id, number = told
    activity = (await uow.cases.activities(case_id))[number - 1]
    if not isinstance(activity, act.Contributed):
        return None
    given = await uow.texts.contribution(activity.contribution)
    return await uow.texts.find_contribution(given.identity)
