"""Ask a source what has come since the last time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.company import Company
from bot.domain.errors import Stale
from bot.ports import Clock, Delivery, Polled, PollSource, SourceBusy, SourceFailed, SourceState, UnitOfWork
from bot.usecases.take_delivery import take_delivery

SHORTEST_PAUSE = timedelta(seconds=5)
"""How long a source is left alone after a first failure."""

LONGEST_PAUSE = timedelta(hours=1)
"""How long it is left alone at most, however often it fails."""

LONGEST_POLL = timedelta(minutes=5)
"""How long one poll may take: connectors have limits of their own, and this is for one that forgot them."""


class SourceBroke(SourceFailed):
    """Something went wrong that the connector did not foresee; the error behind it says what."""

    def __init__(self, where: str, error: Exception) -> None:
        super().__init__(f"{where} ({type(error).__name__}). Muster’s log tells more. It is asked again later.")


async def poll_source(source: PollSource, *, uow: UnitOfWork, company: Company, clock: Clock) -> timedelta:
    """Store what a source gives with how far it has been read, in one commit. Returns how long to leave it alone.

    Raises SourceBroke, kept as the source's problem like every other failure, for what only a programmer can mend.
    """
    async with uow:
        state = await uow.sources.get(source.name)
    now = clock.now()
    if state.next_at and now < state.next_at <= now + max(source.every, LONGEST_PAUSE):  # else by a wrong clock
        return state.next_at - now
    try:
        polled = await _poll(source, state.cursor, now)
        return await _worked(source, state, polled, uow=uow, company=company, clock=clock)
    except SourceBusy as busy:
        pause = min(timedelta(seconds=busy.after), LONGEST_PAUSE)
        return await _failed(state, str(busy), pause, uow=uow, clock=clock)
    except SourceBroke as broke:
        await _failed(state, str(broke), _pause(state.failures), uow=uow, clock=clock)
        raise
    except SourceFailed as failed:
        return await _failed(state, str(failed), _pause(state.failures), uow=uow, clock=clock)


async def _poll(source: PollSource, cursor: str | None, now: datetime) -> Polled:
    """Raises SourceBusy, SourceFailed."""
    try:
        async with asyncio.timeout(LONGEST_POLL.total_seconds()):
            return await source.poll(cursor, now=now)
    except (SourceBusy, SourceFailed):
        raise
    except Exception as error:
        raise SourceBroke("The connector broke", error) from error


async def _worked(
    source: PollSource, state: SourceState, polled: Polled, *, uow: UnitOfWork, company: Company, clock: Clock
) -> timedelta:
    """Raises Stale, and SourceBroke where it cannot be stored."""
    try:
        return await _store(source, state, polled, uow=uow, company=company, clock=clock)
    except Stale:
        raise
    except Exception as error:
        raise SourceBroke("What came could not be stored", error) from error


async def _store(
    source: PollSource, state: SourceState, polled: Polled, *, uow: UnitOfWork, company: Company, clock: Clock
) -> timedelta:
    pause, now = timedelta() if polled.more else source.every, clock.now()
    async with uow:
        for one in polled.unreadable:
            await uow.deliveries.park(_parked(source.name, one.id, one.raw, now), one.reason)
        await uow.sources.keep(
            SourceState(
                name=source.name,
                cursor=polled.cursor,
                asked_at=now,
                worked_at=now,
                next_at=now + pause,
                given=state.given + len(polled.arrived.mentions),
            ),
            read_from=state.cursor,
        )
        await take_delivery(source.name, polled.arrived, uow=uow, company=company, clock=clock)
        await uow.commit()
    return pause


def _parked(source: str, number: str, raw: bytes, now: datetime) -> Delivery:
    return Delivery(source=source, delivery_id=number, raw=raw, received_at=now)


async def _failed(state: SourceState, problem: str, pause: timedelta, *, uow: UnitOfWork, clock: Clock) -> timedelta:
    now = clock.now()
    async with uow:
        failed = replace(
            state, asked_at=now, next_at=now + pause, failures=state.failures + 1, problem=problem[:PROBLEM_LIMIT]
        )
        try:
            await uow.sources.keep(failed, read_from=state.cursor)
        except Stale:
            return timedelta()  # somebody else asked meanwhile, and got further
        await uow.commit()
    return pause


PROBLEM_LIMIT = 500
"""Characters of a problem that are kept."""


def _pause(failures: int) -> timedelta:
    return min(SHORTEST_PAUSE * float(2 ** min(failures, 12)), LONGEST_PAUSE)
