"""Make all that is derived of credit anew, and check what must not change."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.company import Company
from bot.domain.period import Month
from bot.ports import Clock, UnitOfWork
from bot.usecases.count_credit import count_credit, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """A season after it was made anew: its shares and what they pay in micro-points; whether it is `closed`, and then
    whether it still shows what it showed when it was (`true`)."""

    season: Month
    shares: int
    credit: int
    closed: bool
    true: bool


async def rebuild_credit(*, uow: UnitOfWork, company: Company, clock: Clock) -> list[Rebuilt]:
    """Count the open seasons anew from the cases, and the sums of all; the earliest season first."""
    await count_credit(uow=uow, company=company, clock=clock)
    async with uow:
        await uow.ledger.hold()
        closed = {one.name: one.fingerprint for one in await uow.ledger.closed()}
        seasons = [*closed, *await uow.ledger.open_seasons()]
        found = []
        for season in seasons:
            await uow.ledger.sum_up(season)
            entries = await uow.ledger.entries(season=season)
            true = season not in closed or await shown(season, uow=uow) == closed[season]
            credit = sum(one.share.credit for one in entries)
            found.append(
                Rebuilt(season=season, shares=len(entries), credit=credit, closed=season in closed, true=true)
            )
        await uow.commit()
    return found
