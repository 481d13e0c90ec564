"""Keep the booked ledger true: count the open seasons anew from the cases, and close those that are over."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from bot.domain.company import Company
from bot.domain.credit import Entry, Share, World, adjustments, closes_at, fingerprint_of, ledger, season_of
from bot.domain.errors import UnknownCommunity
from bot.domain.period import Month, Week
from bot.ports import Clock, ClosedSeason, UnitOfWork
from bot.usecases.export_world import world_between

UTC = ZoneInfo("UTC")


async def count_credit(*, uow: UnitOfWork, company: Company, clock: Clock) -> list[Month]:
    """Book what the open seasons pay by the cases as they stand, and what later acts change about those that are
    closed; close those that are over. All of it commits together. Returns the seasons that were closed."""
    now = clock.now()
    running = Month.of(now, UTC)
    closed = []
    async with uow:
        await uow.jobs.forget_counts()
        await uow.commit()
    async with uow:
        await uow.ledger.hold()
        season = await uow.ledger.open_since()
        while season and season <= running:
            await uow.ledger.book(season, await _paid(season, uow=uow, company=company))
            if season == running:
                await _adjust(season, uow=uow)
            if closes_at(season) <= now:
                fingerprint = await shown(season, uow=uow)
                await uow.ledger.close(ClosedSeason(name=season, closed_at=now, fingerprint=fingerprint))
                closed.append(season)
            season = season.next
        await uow.commit()
    return closed


async def ask_to_count(*, uow: UnitOfWork) -> None:
    """Ask for the ledger to be brought up to date."""
    async with uow:
        await uow.jobs.count_credit()
        await uow.commit()


async def shown(season: Month, *, uow: UnitOfWork) -> str:
    """The hash of all that a season shows now, inside a unit of work that is open already."""
    adjusted = [one for _, one in await uow.ledger.adjustments(season=season)]
    return await asyncio.to_thread(fingerprint_of, await uow.ledger.entries(season=season), adjusted)


def entries_of(shares: Iterable[Share], homes: Mapping[str, str], company: Company) -> list[Entry]:
    """Shares as they are booked; `homes` are the communities of their cases."""
    zones = {home: _zone(home, company) for home in set(homes.values())}
    booked = []
    for share in shares:
        home = homes[share.case]
        booked.append(Entry(share=share, community=home, week=Week.of(share.signed_at, zones[home])))
    return booked


async def _paid(season: Month, *, uow: UnitOfWork, company: Company) -> list[Entry]:
    span = season.start(UTC), season.end(UTC)
    world = await world_between(*span, uow=uow, company=company)
    homes = await uow.credits.communities(*span)
    return await asyncio.to_thread(_entries, season, world, homes, company)


def _entries(season: Month, world: World, homes: Mapping[str, str], company: Company) -> list[Entry]:
    shares = (share for share in ledger(world) if season_of(share.signed_at) == season)
    return entries_of(shares, homes, company)


async def _adjust(season: Month, *, uow: UnitOfWork) -> None:
    open_ = await uow.ledger.unsettled(season)
    await uow.ledger.adjust(season, adjustments(open_.frozen, open_.gone, open_.booked))


def _zone(community: str, company: Company) -> ZoneInfo:
    try:
        return company.community(community).zone
    except UnknownCommunity:  # taken out of muster.toml since
        return UTC
