"""Let go of what is kept too long, once a day."""

from __future__ import annotations

from bot.domain.company import Company
from bot.domain.retention import Class
from bot.ports import Clock, UnitOfWork
from bot.usecases.clear_cases import clear_cases

AT_ONCE = 500
"""Rows in one commit, so that nobody waits long for those who let go."""


async def ask_to_retain(*, uow: UnitOfWork, company: Company, clock: Clock) -> list[Class]:
    """Ask for a look at each class that has a time, once a day however many replicas ask; returns those asked for."""
    limited = [what for what, kept in company.kept.items() if kept is not None]
    async with uow:
        if not limited or not await uow.retentions.claim(clock.now().date(), clock.now()):
            return []
        for what in limited:
            await uow.jobs.retain(what)
        await uow.commit()
    return limited


async def retain(what: Class, *, uow: UnitOfWork, company: Company, clock: Clock) -> int:
    """Let all of a class go that is too old by now, some in a commit; returns how many. Whoever is killed in between
    goes on where it was."""
    total = 0
    while gone := await _some(what, uow, company, clock):
        total += gone
    return total


async def _some(what: Class, uow: UnitOfWork, company: Company, clock: Clock) -> int:
    kept, now = company.kept.get(what), clock.now()
    if kept is None:
        return 0
    async with uow:
        await uow.clusters.hold()
        gone, cases = await uow.retentions.let_go(what, now - kept, AT_ONCE, now)
        if cases:
            await clear_cases(cases, uow=uow, company=company)
        await uow.commit()
    return gone
