"""Communities that open and end."""

from __future__ import annotations

from bot.bootstrap import Muster
from bot.jobs.durable import Task
from bot.usecases.close_channel import close_channel
from bot.usecases.close_community import end_community
from bot.usecases.open_channel import open_channel


async def _open_channel(muster: Muster, community: str) -> None:
    await open_channel(community, uow=muster.uow(), messenger=muster.messenger, clock=muster.clock)


async def _close_channel(muster: Muster, community: str) -> None:
    await close_channel(community, messenger=muster.messenger, workbooks=muster.workbooks, **muster.tools())


async def _end_community(muster: Muster, community: str) -> None:
    await end_community(community, messenger=muster.messenger, **muster.tools())


TASKS: tuple[Task, ...] = (
    _open_channel,
    _close_channel,
    _end_community,
)
