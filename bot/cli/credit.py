"""`credit`: the ledger in the hands of an auditor, in the interchange of `bot/domain/interchange.py`."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.bootstrap import assemble
from bot.cli.database import database
from bot.domain.credit import ledger
from bot.domain.errors import BadInput
from bot.domain.interchange import parse_world, share_lines, world_text
from bot.domain.period import month_span
from bot.muster_file import MusterFile
from bot.settings import Environment
from bot.usecases.export_world import export_world


def compute(path: Path) -> None:
    """Print the shares of the world in a file, a line of JSON each. It needs no database. Raises BadInput."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not UTF-8. Save the JSON as UTF-8.") from None
    for line in share_lines(ledger(parse_world(text))):
        print(line)


def export(environment: Environment, file: MusterFile, month: str) -> None:
    """Print what a month's credit is computed from. Raises BadInput, BadSettings."""
    month_span(month)
    with database(environment) as url:
        asyncio.run(_export(environment, file, url, month))


async def _export(environment: Environment, file: MusterFile, url: str, month: str) -> None:
    async with assemble(environment, file, url) as wired:
        muster = await wired.fresh()
        print(world_text(await export_world(month, uow=muster.uow(), company=muster.company)))
