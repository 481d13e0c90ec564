"""The clock: whatever it does, in however many replicas, a week's digest is told once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from apscheduler.events import EVENT_JOB_EXECUTED

from bot.bootstrap import Muster, assemble
from bot.domain.community import Community
from bot.schedule import catch_up, digest_due, make_schedule
from bot.settings import Environment, MusterFile
from tests.builders import rows, until
from tests.world import SAFETY, SetClock, World

MONDAY_10 = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Ten o'clock in Berlin, an hour after the digest is due."""


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


async def test_of_two_replicas_asking_at_the_same_moment_one_posts_it(
    world: World, database_url: str, muster_file: MusterFile
) -> None:
    world.clock.moment = MONDAY_10
    async with another_replica(database_url, muster_file, world.clock) as replica:
        await asyncio.gather(*(digest_due(one, safety(one)) for one in (world.muster, replica) for _ in range(4)))
    assert await due(world.muster) == [("safety", "2026-W47")]
    await world.settle()
    assert len(await world.slack.messages(SAFETY)) == 1


async def test_two_running_schedules_that_fire_together_ask_once(
    muster: Muster, database_url: str, muster_file: MusterFile, clock: SetClock
) -> None:
    clock.moment = MONDAY_10
    async with another_replica(database_url, muster_file, clock) as replica:
        schedules = [make_schedule(one) for one in (muster, replica)]
        fired: list[str] = []
        for schedule in schedules:
            schedule.add_listener(lambda event: fired.append(event.job_id), EVENT_JOB_EXECUTED)
            for job in schedule.get_jobs():
                if job.id == "digest:safety":
                    job.modify(next_run_time=datetime.now(UTC))
                else:
                    job.remove()
            schedule.start()
        await until(lambda: _twice(fired))
        for schedule in schedules:
            schedule.shutdown()
    assert await due(muster) == [("safety", "2026-W47")]


async def _twice(fired: list[str]) -> bool:
    return fired == ["digest:safety"] * 2


async def test_a_clock_that_jumps_back_and_forth_asks_once_a_week(muster: Muster, clock: SetClock) -> None:
    clock.moment = MONDAY_10
    for hours in (0, -2, 3, -1, 24, -24):
        clock.forward(hours=hours)
        await digest_due(muster, safety(muster))
    assert await due(muster) == [("safety", "2026-W47")]
    clock.forward(days=7)
    await digest_due(muster, safety(muster))
    assert await due(muster) == [("safety", "2026-W47"), ("safety", "2026-W48")]


@pytest.mark.parametrize(
    ("moment", "asked"),
    [
        (MONDAY_10, True),
        (MONDAY_10.replace(hour=8), True),
        (MONDAY_10.replace(hour=7, minute=59), False),
        (MONDAY_10.replace(hour=22, minute=59), True),
        (MONDAY_10.replace(hour=23), False),
        (MONDAY_10.replace(day=24), False),
        (MONDAY_10.replace(day=29), False),
    ],
    ids=["an hour late", "on time", "too early", "Monday's last minute", "Tuesday", "Tuesday at ten", "Sunday"],
)
async def test_a_start_catches_up_on_a_digest_missed_today_and_on_no_older_one(
    muster: Muster, clock: SetClock, moment: datetime, asked: bool
) -> None:
    clock.moment = moment
    await catch_up(muster)
    assert (("safety", "2026-W47") in await due(muster)) == asked


async def test_starting_again_and_again_asks_once(muster: Muster, clock: SetClock) -> None:
    clock.moment = MONDAY_10
    for _ in range(3):
        await catch_up(muster)
    assert await due(muster) == [(name, "2026-W47") for name in sorted(muster.company.communities)]


async def test_a_week_ends_where_its_community_lives(muster: Muster, clock: SetClock) -> None:
    clock.moment = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
    await catch_up(living_in(muster, "America/New_York"))
    assert await due(muster) == []
    await catch_up(living_in(muster, "Asia/Tokyo"))
    assert await due(muster) == [("safety", "2026-W47")]


@pytest.mark.parametrize(
    ("zone", "hour"), [("Europe/Berlin", 8), ("Asia/Tokyo", 0), ("America/New_York", 14), ("UTC", 9)]
)
async def test_the_schedule_fires_at_nine_on_monday_there(muster: Muster, zone: str, hour: int) -> None:
    job = make_schedule(living_in(muster, zone)).get_job("digest:safety")
    fires = job.trigger.get_next_fire_time(None, datetime(2026, 11, 22, 18, tzinfo=UTC))
    assert fires == datetime(2026, 11, 23, hour, tzinfo=UTC)


async def test_nine_stays_nine_when_the_clocks_change(muster: Muster) -> None:
    trigger = make_schedule(muster).get_job("digest:safety").trigger
    before, after = (trigger.get_next_fire_time(None, datetime(2026, 10, day, 0, tzinfo=UTC)) for day in (19, 26))
    assert (before.hour, after.hour) == (9, 9)
    assert (before.astimezone(UTC).hour, after.astimezone(UTC).hour) == (7, 8)
