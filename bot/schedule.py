"""The clock. It runs in every replica; what it asks for is keyed by its period, so that it happens once."""

from __future__ import annotations

from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from procrastinate.exceptions import ConnectorException
from sqlalchemy.exc import SQLAlchemyError

from bot.bootstrap import Muster
from bot.domain.community import Community
from bot.domain.period import Week
from bot.usecases.learn_people import ask_to_sync
from bot.usecases.tell_week import schedule_digest
from storage.queue import rescue_jobs

log = structlog.get_logger()

LATE = timedelta(hours=20)
"""How late a digest may still fire, say after a night without power."""


def make_schedule(muster: Muster) -> AsyncIOScheduler:
    """The clock of one replica, not started yet."""
    schedule = AsyncIOScheduler(
        timezone="UTC",
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": int(LATE.total_seconds())},
    )
    for community in muster.company.communities.values():
        when = CronTrigger(
            day_of_week=community.digest_weekday, hour=community.digest_hour, minute=0, timezone=community.zone
        )
        schedule.add_job(digest_due, when, args=[muster, community], id=f"digest:{community.name}")
    schedule.add_job(rescue, IntervalTrigger(seconds=10), args=[muster], id="rescue")
    schedule.add_job(people_due, IntervalTrigger(hours=1), args=[muster], id="people")
    return schedule


async def catch_up(muster: Muster) -> None:
    """Ask at start for what fell due while nothing ran: who works here, and digests missed today."""
    await people_due(muster)
    for community in muster.company.communities.values():
        now = muster.clock.now().astimezone(community.zone)
        due = now.replace(hour=community.digest_hour, minute=0, second=0, microsecond=0)
        if now.weekday() == community.digest_weekday and timedelta() <= now - due < LATE:
            await digest_due(muster, community)


async def digest_due(muster: Muster, community: Community) -> None:
    """Ask for the digest of the week that has ended."""
    week = Week.of(muster.clock.now(), community.zone).previous
    if await schedule_digest(community, week, uow=muster.uow(), clock=muster.clock):
        log.info("digest due", community=community.name, week=str(week))


async def people_due(muster: Muster) -> None:
    """Ask for a look at everyone."""
    await ask_to_sync(uow=muster.uow())


async def rescue(muster: Muster) -> None:
    """Put back what a killed worker held, so that its channel moves on."""
    try:
        rescued = await rescue_jobs(muster.queue)
    except (ConnectorException, SQLAlchemyError) as error:
        log.warning("rescue must wait", reason=type(error).__name__)
        return
    if rescued:
        log.warning("jobs rescued", jobs=rescued)
