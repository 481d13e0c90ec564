"""Digests, notes of people’s own weeks, and credit."""

from __future__ import annotations

import structlog

from bot.bootstrap import Muster
from bot.domain.people import MemberId
from bot.domain.period import Week
from bot.jobs.durable import Task
from bot.usecases.count_credit import count_credit
from bot.usecases.erase_in_slack import show_digest
from bot.usecases.preview_digest import preview_digest, refresh_previews
from bot.usecases.tell_week import post_digest
from bot.usecases.write_notes import tell_own_week

log = structlog.get_logger()


async def _post_digest(muster: Muster, community: str, week: str) -> None:
    home, tools = muster.company.community(community), muster.tools()
    await post_digest(home, Week.parse(week), messenger=muster.messenger, drawer=muster.charts, **tools)


async def _preview_digest(muster: Muster, community: str, week: str) -> None:
    home = muster.company.community(community)
    await preview_digest(home, Week.parse(week), messenger=muster.messenger, **muster.tools())


async def _refresh_previews(muster: Muster, community: str, week: str) -> None:
    home, uow = muster.company.community(community), muster.uow()
    await refresh_previews(home, Week.parse(week), uow=uow, messenger=muster.messenger, clock=muster.clock)


async def _refresh_digest(muster: Muster, community: str, week: str) -> None:
    home, tools = muster.company.community(community), muster.tools()
    await show_digest(home, Week.parse(week), messenger=muster.messenger, drawer=muster.charts, **tools)


async def _tell_own_week(muster: Muster, member: str, week: str) -> None:
    await tell_own_week(MemberId(member), Week.parse(week), messenger=muster.messenger, **muster.tools())


async def _count_credit(muster: Muster) -> None:
    for season in await count_credit(**muster.tools()):
        log.info("season closed", season=str(season))


TASKS: tuple[Task, ...] = (
    _post_digest,
    _preview_digest,
    _refresh_previews,
    _refresh_digest,
    _tell_own_week,
    _count_credit,
)
