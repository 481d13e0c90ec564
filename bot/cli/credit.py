"""`credit export`: what a month's credit is computed from, in the interchange of `bot/domain/interchange.py`."""

from __future__ import annotations

import asyncio

from bot.bootstrap import assemble
from bot.cli.database import database
from bot.domain.interchange import world_text
from bot.domain.period import month_span
from bot.muster_file import MusterFile
from bot.settings import Environment
from bot.usecases.export_world import export_world


def export(environment: Environment, file: MusterFile, month: str) -> None:
    """Print what a month's credit is computed from. Raises BadInput, BadSettings."""
    month_span(month)
    with database(environment) as url:
        asyncio.run(_export(environment, file, url, month))


async def _export(environment: Environment, file: MusterFile, url: str, month: str) -> None:
    async with assemble(environment, file, url) as wired:
        muster = await wired.fresh()
        print(world_text(await export_world(month, uow=muster.uow(), company=muster.company)))
