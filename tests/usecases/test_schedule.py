"""The clock: whatever it does, in however many replicas, a week's digest is told once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from apscheduler.events import EVENT_JOB_EXECUTED

from bot.bootstrap import Muster, assemble
from bot.domain.community import Community
from bot.muster_file import MusterFile
from bot.schedule import digests_due, make_schedule
from bot.settings import Environment
from tests.builders import case_at, community, rows, until
from tests.world import SAFETY, SetClock, World

MONDAY_9 = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""Nine o'clock in Berlin, when the digest of week 47 is due."""


async def due(muster: Muster) -> list[tuple[str, str]]:
    """The digests that were asked for, each with its week, of whichever replica."""
    asked = "SELECT args->>'community', args->>'week' FROM procrastinate_jobs WHERE task_name = 'post_digest'"
    return sorted(await rows(muster, asked))


def safety(muster: Muster) -> Community:
    return muster.company.community("safety")


def living_in(muster: Muster, zone: str) -> Muster:
    """The same Muster with its safety community in another time zone."""
    communities = {**muster.company.communities, "safety": replace(safety(muster), zone=ZoneInfo(zone))}
    return replace(muster, company=replace(muster.company, communities=communities))


@asynccontextmanager
async def another_replica(database_url: str, file: MusterFile, clock: SetClock) -> AsyncIterator[Muster]:
    async with assemble(Environment(slack_bot_token="xoxb"), file, database_url, clock=clock, secrets={}) as replica:
        yield replica


@pytest.fixture
async def begun(muster: Muster) -> Muster:
    """Muster with a case of the week before."""
    await case_at(muster)
    return muster


async def test_of_two_replicas_asking_at_the_same_moment_one_posts_it(
    world: World, database_url: str, muster_file: MusterFile
) -> None:
    await world.say("The battery swells.")
    world.clock.moment = MONDAY_9
    async with another_replica(database_url, muster_file, world.clock) as replica:
        await asyncio.gather(*(digests_due(one) for one in (world.muster, replica) for _ in range(4)))
    assert await due(world.muster) == [(name, "2026-W47") for name in ("care", "safety", "voice")]
    await world.settle()
    assert len(await world.slack.messages(SAFETY)) == 2


async def test_two_running_schedules_look_at_once_and_ask_once(
    begun: Muster, database_url: str, muster_file: MusterFile, clock: SetClock
) -> None:
    clock.moment = MONDAY_9
    async with another_replica(database_url, muster_file, clock) as replica:
        schedules = [make_schedule(one) for one in (begun, replica)]
        looked: list[str] = []
        for schedule in schedules:
            schedule.add_listener(lambda event: looked.append(event.job_id), EVENT_JOB_EXECUTED)
            schedule.start()
        await until(lambda: _twice(looked))
        for schedule in schedules:
            schedule.shutdown()
    assert len(await due(begun)) == 3


async def _twice(looked: list[str]) -> bool:
    return looked.count("digests_due") == 2


async def test_a_clock_that_jumps_back_and_forth_asks_once_a_week(begun: Muster, clock: SetClock) -> None:
    clock.moment = MONDAY_9
    for hours in (0, -2, 3, -1, 24, -24):
        clock.forward(hours=hours)
        await digests_due(begun)
    assert ("safety", "2026-W47") in await due(begun)
    assert len(await due(begun)) == 3
    clock.forward(days=7)
    await digests_due(begun)
    assert ("safety", "2026-W48") in await due(begun)
    assert len(await due(begun)) == 6


@pytest.mark.parametrize(
    ("moment", "asked"),
    [
        (MONDAY_9, True),
        (MONDAY_9.replace(minute=59), True),
        (MONDAY_9.replace(hour=7, minute=59), False),
        (MONDAY_9.replace(day=25), True),
        (MONDAY_9.replace(day=26), False),
        (MONDAY_9.replace(day=29), False),
    ],
    ids=["on time", "an hour late", "too early", "after two days without power", "after three", "Sunday"],
)
async def test_a_missed_digest_comes_late_but_not_too_late(
    begun: Muster, clock: SetClock, moment: datetime, asked: bool
) -> None:
    clock.moment = moment
    await digests_due(begun)
    assert (("safety", "2026-W47") in await due(begun)) == asked


async def test_a_week_before_the_first_case_is_not_told(muster: Muster, clock: SetClock) -> None:
    clock.moment = MONDAY_9
    await digests_due(muster)
    await case_at(muster)
    await digests_due(muster)
    assert await due(muster) == []


async def test_a_week_ends_where_its_community_lives(begun: Muster, clock: SetClock) -> None:
    clock.moment = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
    await digests_due(living_in(begun, "America/New_York"))
    assert await due(begun) == []
    await digests_due(living_in(begun, "Asia/Tokyo"))
    assert await due(begun) == [("safety", "2026-W47")]


@pytest.mark.parametrize(
    ("zone", "hour"), [("Europe/Berlin", 8), ("Asia/Tokyo", 0), ("America/New_York", 14), ("UTC", 9)]
)
def test_a_digest_falls_due_at_nine_on_monday_there(zone: str, hour: int) -> None:
    there = community(zone=ZoneInfo(zone))
    nine = datetime(2026, 11, 23, hour, tzinfo=UTC)
    assert there.last_digest(nine) == nine
    assert there.last_digest(nine - timedelta(seconds=1)) == nine - timedelta(days=7)


def test_nine_stays_nine_when_the_clocks_change() -> None:
    for day, hour in ((19, 7), (26, 8)):
        nine = datetime(2026, 10, day, hour, tzinfo=UTC)
        assert community().last_digest(nine + timedelta(hours=5)) == nine
