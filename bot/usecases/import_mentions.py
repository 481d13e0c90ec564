"""Bring in many mentions at once, from a file."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.mention import Mention
from bot.ports import Clock, UnitOfWork

RECENT = timedelta(days=14)
"""How old a mention may be for a case to be opened when nobody says: an answer later than that is history."""


async def import_mentions(batch: Sequence[Mention], *, open_cases: bool, uow: UnitOfWork, clock: Clock) -> int:
    """Store a batch in one commit; returns how many were new. With `open_cases` they are to be gathered; without,
    they become history: found by search, in nobody's way. Mentions that are known already are left as they are."""
    async with uow:
        new = await uow.arrivals.add_many(batch, clock.now(), waiting=open_cases)
        if new and open_cases:
            await uow.jobs.gather()
        await uow.commit()
    return new
