"""Storing what happened to a case, with the jobs that follow from it."""

from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.case import Case
from bot.domain.community import Company
from bot.ports import UnitOfWork

TOLD_IN_THREAD: tuple[type[Activity], ...] = (
    act.Claimed,
    act.Released,
    act.Drafted,
    act.SignedOff,
    act.Replied,
    act.Closed,
    act.Dismissed,
    act.Reopened,
    act.Moved,
)
"""Acts that get one line in the thread. A thread reply is there already; joining mentions only count up."""


async def keep(
    case: Case,
    *,
    uow: UnitOfWork,
    company: Company,
    told: tuple[type[Activity], ...] = TOLD_IN_THREAD,
) -> None:
    """Store a case's news and ask for what must be said about it; both commit together, or not at all."""
    await uow.cases.save(case)
    await ask_to_tell(case, uow=uow, company=company, told=told)


async def ask_to_tell(
    case: Case,
    *,
    uow: UnitOfWork,
    company: Company,
    told: tuple[type[Activity], ...] = TOLD_IN_THREAD,
) -> None:
    """Ask for the card and the lines in the thread. Comes last in a unit of work: another one that asks for the
    same card waits from here until this one ends."""
    channel = company.community(case.community).channel
    for number, activity in case.numbered_news:
        leaving = case.came_from if isinstance(activity, act.Moved) else None
        thread = company.community(leaving).channel if leaving else channel
        if isinstance(activity, told):
            await uow.jobs.announce(case.id, number, thread)
        if leaving:
            await uow.jobs.refresh_card(case.id, thread)
    await uow.jobs.refresh_card(case.id, channel)
