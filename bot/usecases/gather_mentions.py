"""Let the mentions that wait find their cases, some at a time."""

from __future__ import annotations

from bot.domain.case import CaseId
from bot.domain.company import Company
from bot.domain.routing import Rules
from bot.ports import Clock, UnitOfWork
from bot.usecases.gathering import Lane
from bot.usecases.listening import Listening

AT_ONCE = 200
"""Mentions in one commit. Whoever brings one in by hand, or works on a case that grows, waits no longer than these
take."""


async def gather_mentions(
    *, uow: UnitOfWork, company: Company, rules: Rules, clock: Clock, listening: Listening
) -> list[CaseId] | None:
    """Gather the first of those that wait, in the order in which they came, and ask for another round where there are
    more. Returns the cases that were opened, or None where nothing waits."""
    async with uow:
        waiting = await uow.arrivals.waiting(AT_ONCE)
    if not waiting:
        return None
    await listening.refresh(uow)
    texts = [one.kept.mention.text for one in waiting]
    read = dict(
        zip((one.kept.id for one in waiting), await listening.read(texts, rules=rules, company=company), strict=True)
    )
    async with uow, listening.lane(uow) as near:
        lane = Lane(uow=uow, company=company, now=clock.now(), near=near)
        still = [one for one in await uow.arrivals.waiting(AT_ONCE) if one.kept.id in read]
        await lane.expect(one.kept for one in still if one.case is None)
        for one in still:
            if one.case is None:
                await lane.take_in(one.kept, read[one.kept.id])
            else:
                await lane.learn(one.kept, one.case)
        await lane.end()
        if len(waiting) == AT_ONCE:
            await uow.jobs.gather()
        await uow.commit()
    return list(lane.opened)
