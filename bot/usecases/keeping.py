"""Storing what happened to a case, with the jobs that follow from it."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.draft import Reply
from bot.domain.timers import timers
from bot.ports import NewCase, UnitOfWork

TOLD_IN_THREAD: tuple[type[Activity], ...] = (
    act.Claimed,
    act.Released,
    act.HandedOver,
    act.LeaseWarned,
    act.LeaseEnded,
    act.Asked,
    act.Waived,
    act.Reminded,
    act.Escalated,
    act.PartnerContributed,
    act.Shared,
    act.Unshared,
    act.IdeaLinked,
    act.IdeaDone,
    act.Thanked,
    act.Tried,
    act.Honoured,
    act.Drafted,
    act.DraftRejected,
    act.ChangesWanted,
    act.SignedOff,
    act.SendFailed,
    act.Replied,
    act.Continued,
    act.Reworded,
    act.TakenBack,
    act.Judged,
    act.Closed,
    act.Dismissed,
    act.Reopened,
    act.Moved,
    act.Reclassed,
    act.Merged,
    act.Absorbed,
    act.Parted,
    act.SplitOff,
    act.Voided,
    act.Restored,
)
"""Acts that get one line in the thread. A thread reply is there already; joining mentions only count up."""


SIGNED_ANEW: tuple[type[Activity], ...] = (
    act.ChangesWanted,
    act.SignedOff,
    act.Replied,
    act.Continued,
    act.Closed,
    act.Dismissed,
    act.Reopened,
    act.Moved,
    act.Reclassed,
    act.Merged,
    act.SplitOff,
    act.Voided,
    act.Restored,
)
"""Acts after which the notes of the drafts must tell of other signatures, or offer something else."""


MOVES_CREDIT: tuple[type[Activity], ...] = (
    act.SignedOff,
    act.Replied,
    act.Judged,
    act.Confirmed,
    act.Unconfirmed,
    act.Contributed,
    act.Withdrawn,
    act.Reopened,
    act.Continued,
    act.Moved,
    act.Reclassed,
    act.Absorbed,
    act.Parted,
    act.Voided,
    act.Restored,
)
"""Acts that may change what a signed case pays, and to whom."""


VOIDS_SIGNATURES: tuple[type[Activity], ...] = (
    act.Drafted,
    act.DraftRejected,
    act.ChangesWanted,
    act.Moved,
    act.Reclassed,
    act.Merged,
    act.SplitOff,
)
"""Acts after which a case may not be signed any more that was, and so pays nothing."""


ENDS_SHARINGS = (act.Unshared, act.Closed, act.Dismissed, act.Merged, act.Voided)
"""Acts after which a partner has no access any more."""


LARGE = 10
"""Mentions from which on growth alone is shown a few times a minute, not each time."""

GROWTH_SHOWN_AFTER = timedelta(seconds=30)
"""How long growth is gathered before the card shows it."""


async def keep(
    case: Case,
    *,
    uow: UnitOfWork,
    company: Company,
    told: tuple[type[Activity], ...] = TOLD_IN_THREAD,
) -> None:
    """Store a case's news and ask for what must be said about it; both commit together, or not at all."""
    await uow.cases.save(case)
    await _end_sharings(case, uow=uow)
    await follow_up(case, uow=uow, company=company, told=told)


LEARNED = 200
"""Mentions, the newest, by which a case is known again."""


async def learn_anew(case_id: CaseId, *, uow: UnitOfWork) -> None:
    """Let a case be found again by what its mentions say."""
    await uow.arrivals.gather_anew([one.id for one in await uow.mentions.of_case(case_id, limit=LEARNED)])
    await uow.jobs.gather()


async def keep_reply(before: Case, after: Case, text: str, *, sent: bool, uow: UnitOfWork, company: Company) -> None:
    """Store that a case was answered with this exact text, and which words of the customer that answers."""
    if after.reply is None:
        raise TypeError(f"case {after.id} was not answered")
    reply = Reply(
        number=after.replies,
        text=text,
        url=after.reply.url,
        by=after.reply.by,
        at=after.reply.at,
        asked_since=before.clocks.asked_since,
        due=before.clocks.due,
        sent=sent,
    )
    await uow.texts.add_reply(after.id, reply)
    await keep(after, uow=uow, company=company)


async def follow_up(
    case: Case,
    *,
    uow: UnitOfWork,
    company: Company,
    told: tuple[type[Activity], ...] = TOLD_IN_THREAD,
) -> None:
    """Ask for the next look at a case with news, for its card and for the lines in its thread.

    Comes last in a unit of work: another one that asks for the same card waits from here until this one ends.
    """
    community = company.community(case.community)
    if _moves_credit(case):
        await uow.jobs.count_credit()
    await uow.jobs.wake_case(case.id, _wakes_after(case, company))
    if case.community in company.closed:
        return  # its channel is archived, so there is nobody to tell
    for number, activity in case.numbered_news:
        leaving = case.came_from if isinstance(activity, act.Moved) else None
        thread = company.community(leaving).channel if leaving else community.channel
        if isinstance(activity, told) and not _is_quiet(activity):
            await uow.jobs.announce(case.id, number, thread)
        if leaving:  # where the case had been before, its pointers lead on to the new place too
            for channel in dict.fromkeys((thread, *await uow.messages.card_channels(case.id))):
                await uow.jobs.refresh_card(case.id, channel)
    if any(isinstance(activity, SIGNED_ANEW) for activity in case.news):
        for draft in case.drafts:
            await uow.jobs.refresh_draft(case.id, draft.revision, community.channel)
    if all(_is_growth(one) for one in case.news):
        await show(case, uow=uow, company=company)
    else:
        await uow.jobs.refresh_card(case.id, community.channel)
    if community.ends_with_cases and not case.live:
        await uow.jobs.end_community(community.name)


async def follow_up_new(opened: Sequence[Case], *, uow: UnitOfWork, company: Company) -> None:
    """Do the same for many new cases that did nothing yet but open and grow."""
    if opened:
        new = [
            NewCase(case.id, company.community(case.community).channel, _wakes_after(case, company))
            for case in opened
        ]
        await uow.jobs.show_new_cases(new)


def _wakes_after(case: Case, company: Company) -> timedelta | None:
    coming = timers(case, company.community(case.community))
    return coming[0].at - case.news[-1].at if coming else None


async def show(case: Case, *, uow: UnitOfWork, company: Company) -> None:
    """Ask for the card of a case with which nobody did anything. A large one grows all the time while a storm lasts,
    so that is gathered for a while."""
    if case.mentions > LARGE:
        await uow.jobs.show_growth(case.id, GROWTH_SHOWN_AFTER)
    else:
        await uow.jobs.refresh_card(case.id, company.community(case.community).channel)


def _moves_credit(case: Case) -> bool:
    """Whether the news may change what the case pays. What has no draft was never signed."""
    if case.signed or case.reopened:
        return any(isinstance(one, MOVES_CREDIT) for one in case.news)
    return case.revisions > 0 and any(isinstance(one, VOIDS_SIGNATURES) for one in case.news)


def _is_growth(activity: Activity) -> bool:
    """Whether it only made the case larger, without anybody's doing."""
    return isinstance(activity, act.Joined) or (isinstance(activity, act.Absorbed) and activity.by is None)


def _is_quiet(activity: Activity) -> bool:
    """Whether the card says enough about it: of a storm that gathers there is no end of such."""
    return _is_growth(activity) or (isinstance(activity, act.Merged) and activity.by is None)


async def _end_sharings(case: Case, *, uow: UnitOfWork) -> None:
    if not any(isinstance(one, ENDS_SHARINGS) for one in case.news):
        return
    for sharing in await uow.sharings.open_of(case.id):
        if sharing.partner not in case.partners:
            await uow.sharings.end(sharing.number, case.news[-1].at)
            await uow.jobs.show_sharing(sharing.number, sharing.channel)
