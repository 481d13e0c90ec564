"""The clock. It runs in every replica; what it asks for is keyed by its period, so that it happens once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger
from procrastinate.exceptions import ConnectorException
from sqlalchemy.exc import SQLAlchemyError

from bot.bootstrap import Muster
from bot.usecases.close_community import communities_ending
from bot.usecases.count_credit import ask_to_count
from bot.usecases.learn_lessons import ask_to_learn
from bot.usecases.learn_people import ask_to_sync
from bot.usecases.preview_digest import schedule_preview
from bot.usecases.retain import ask_to_retain
from bot.usecases.tell_week import schedule_digest
from bot.usecases.unshare_case import end_sharings
from bot.usecases.write_notes import schedule_notes
from storage.queue import rescue_jobs

log = structlog.get_logger()

LATE = timedelta(days=3)
"""How late a digest may still come, say after a weekend without power; later it would only surprise."""


def make_schedule(muster: Muster) -> AsyncIOScheduler:
    """The clock of one replica, not started yet. It looks at once, and then again and again, at what is due by now:
    what could not be asked for the first time, or while nothing ran, is asked for the next time."""
    schedule = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    for task, every in (
        (people_due, {"hours": 1}),
        (lessons_due, {"hours": 1}),
        (communities_due, {"hours": 1}),
        (retention_due, {"hours": 1}),
        (credit_due, {"hours": 1}),
        (digests_due, {"minutes": 1}),
        (previews_due, {"minutes": 1}),
        (notes_due, {"minutes": 1}),
        (sharings_due, {"minutes": 1}),
        (rescue, {"seconds": 10}),
    ):
        now = datetime.now(UTC)
        schedule.add_job(task, IntervalTrigger(**every), args=[muster], id=task.__name__, next_run_time=now)
    return schedule


async def digests_due(muster: Muster) -> None:
    """Ask for every digest that fell due of late; each is asked for once, however many replicas do."""
    muster, now = await muster.fresh(), muster.clock.now()
    for community in muster.company.communities.values():
        due = community.last_digest(now)
        if now - due < LATE and await schedule_digest(community, due, uow=muster.uow(), clock=muster.clock):
            log.info("digest due", community=community.name)


async def previews_due(muster: Muster) -> None:
    """Ask for the previews of the digests that fall due soon."""
    muster, now = await muster.fresh(), muster.clock.now()
    for community in muster.company.communities.values():
        if await schedule_preview(community, now, uow=muster.uow()):
            log.info("preview due", community=community.name)


async def notes_due(muster: Muster) -> None:
    """Ask for everyone's note of their week, once that of the default community is told."""
    muster, now = await muster.fresh(), muster.clock.now()
    home = muster.company.community(muster.company.default_community)
    due = home.last_digest(now)
    if now - due < LATE and (asked := await schedule_notes(due, home.zone, uow=muster.uow(), clock=muster.clock)):
        log.info("weekly notes due", people=asked)


async def sharings_due(muster: Muster) -> None:
    """End the access of partners whose date is over."""
    muster = await muster.fresh()
    for case in await end_sharings(**muster.tools()):
        log.info("access of a partner ended", case=case)


async def communities_due(muster: Muster) -> None:
    """Ask for a look at the communities that could end by themselves now."""
    muster = await muster.fresh()
    for name in await communities_ending(**muster.tools()):
        log.info("community could end", community=name)


async def people_due(muster: Muster) -> None:
    """Ask for a look at everyone."""
    await ask_to_sync(uow=muster.uow())


async def lessons_due(muster: Muster) -> None:
    """Ask to learn from what people settled since yesterday."""
    if await ask_to_learn(uow=muster.uow(), clock=muster.clock):
        log.info("learning is due")


async def retention_due(muster: Muster) -> None:
    """Ask for a look at what is kept too long, once a day."""
    if classes := await ask_to_retain(**muster.tools()):
        log.info("retention is due", classes=[what.value for what in classes])


async def credit_due(muster: Muster) -> None:
    """Ask for the ledger to be looked at: people come and go, settings change, and months end."""
    await ask_to_count(uow=muster.uow())


async def rescue(muster: Muster) -> None:
    """Put back what a killed worker held, so that its channel moves on."""
    try:
        rescued = await rescue_jobs(muster.queue)
    except (ConnectorException, SQLAlchemyError) as error:
        log.warning("rescue must wait", reason=type(error).__name__)
        return
    if rescued:
        log.warning("jobs rescued", jobs=rescued)
