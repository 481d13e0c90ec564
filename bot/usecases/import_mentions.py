"""Bring in many mentions at once, from a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.company import Company
from bot.domain.mention import Mention
from bot.domain.routing import Rules
from bot.ports import Clock, UnitOfWork
from bot.usecases.bring_in import take_in_all

RECENT = timedelta(days=14)
"""How old a mention may be for a case to be opened when nobody says: an answer later than that is history."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a batch: how many were new, and how many cases they opened."""

    new: int
    opened: int


async def import_mentions(
    batch: Sequence[Mention],
    *,
    open_cases: bool,
    uow: UnitOfWork,
    company: Company,
    rules: Rules,
    clock: Clock,
) -> Imported:
    """Store a batch in one commit. Without `open_cases` the mentions become history: found by search, in nobody's
    way. Mentions that are known already are left as they are."""
    new = opened = 0
    async with uow:
        if open_cases:
            results = await take_in_all(batch, uow=uow, company=company, rules=rules, clock=clock)
            new = sum(result.case is not None for result in results)
            opened = sum(result.opened for result in results)
        else:
            new = await uow.mentions.add_many(batch, clock.now())
        await uow.commit()
    return Imported(new, opened)
