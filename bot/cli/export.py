"""`export`: the workbook, into a file."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from bot.bootstrap import assemble
from bot.cli.database import database
from bot.domain.errors import BadInput
from bot.domain.exporting import Sheet
from bot.domain.period import read_period
from bot.muster_file import MusterFile
from bot.settings import Environment
from bot.usecases.export_workbook import Order, export_workbook, heading_of
from bot.usecases.report import zone_of

TOLD_EVERY = 20_000
"""Rows of a sheet after which it is printed how far it is."""


def export(environment: Environment, file: MusterFile, community: str | None, period: str, path: Path) -> None:
    """Write the workbook of a community, of all where none is named. Raises BadInput, BadSettings,
    UnknownCommunity."""
    if not path.parent.is_dir():
        raise BadInput(f"There is no folder {path.parent}. Make it first, or write to another one.")
    with database(environment) as url:
        asyncio.run(_export(environment, file, url, community, period, path))


async def _export(
    environment: Environment, file: MusterFile, url: str, name: str | None, period: str, path: Path
) -> None:
    async with assemble(environment, file, url) as wired:
        muster = await wired.fresh()
        community, now = muster.company.community(name) if name else None, muster.clock.now()
        zone = zone_of(community, muster.company)
        order = Order(community=community, period=read_period(period, now, zone), zone=zone, whole=True)
        counts: dict[Sheet, int] = {}

        async def on_rows(sheet: Sheet, rows: int) -> None:
            if rows // TOLD_EVERY > counts.get(sheet, 0) // TOLD_EVERY:
                print(f"{sheet.value}: {rows:,} rows …", flush=True)
            counts[sheet] = rows

        async with muster.workbooks.begin(heading_of(order, now)) as book:
            await export_workbook(order, book, uow=muster.uow(), company=muster.company, now=now, on_rows=on_rows)
            shutil.move(await book.finish(), path)
    print(f"{path}: " + ", ".join(f"{sheet.value} {counts.get(sheet, 0):,}" for sheet in Sheet))
