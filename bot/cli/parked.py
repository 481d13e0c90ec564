"""`parked`: what could not be read, and reading it again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.bootstrap import Muster, assemble
from bot.cli.database import database
from bot.domain.errors import BadInput
from bot.muster_file import MusterFile
from bot.ports import Parked
from bot.settings import Environment
from bot.usecases.retry_parked import list_parked, retry_parked
from sources.base import PushSource

LISTED = 100
"""Arrivals that are printed."""

REASON_SHOWN = 200
"""Characters of a reason that are printed."""


def parked(environment: Environment, file: MusterFile, *, source: str | None, retry: str | None) -> int:
    """Print what is parked; with `retry`, a number or “all”, let it be read again. Raises BadInput, BadSettings."""
    with database(environment) as url:
        return asyncio.run(_parked(environment, file, url, source, retry))


async def _parked(environment: Environment, file: MusterFile, url: str, source: str | None, retry: str | None) -> int:
    async with assemble(environment, file, url) as muster:
        found = await list_parked(source, uow=muster.uow())
        if retry is None:
            _print(found)
            return 0
        return await _retry(_chosen(found, retry), muster)


def _chosen(found: Sequence[Parked], retry: str) -> list[int]:
    if retry == "all":
        return [one.number for one in reversed(found)]
    if not (retry.isascii() and retry.isdecimal()):
        raise BadInput(
            f"“{retry[:40]}” is no number of an arrival. Write one that `python -m bot parked` lists, or all."
        )
    return [int(retry)]


async def _retry(chosen: Sequence[int], muster: Muster) -> int:
    pushing = {name for name, source in muster.sources.items() if isinstance(source, PushSource)}
    again, left = await retry_parked(chosen, pushing=pushing, uow=muster.uow())
    print(f"{len(again):,} put back; a worker reads them as soon as it runs.")
    for one, why in left[:LISTED]:
        print(f"{one.number} ({_plain(one.source)}) stays: {why}.")
    if len(left) > LISTED:
        print(f"… and {len(left) - LISTED:,} more stay.")
    return 0 if again or not left else 1


def _print(found: Sequence[Parked]) -> None:
    if not found:
        print("Nothing is parked.")
        return
    for one in found[:LISTED]:
        kept = f"{one.bytes_kept:,} bytes" if one.bytes_kept else "bytes erased"
        print(
            f"{one.number}  {_plain(one.source)}  {one.received_at:%Y-%m-%d %H:%M} UTC  {kept}  {_plain(one.reason)}"
        )
    if len(found) > LISTED:
        print(f"… and {len(found) - LISTED:,} older ones.")
    print("`python -m bot parked --retry NUMBER`, or all, has them read again.")


def _plain(words: str) -> str:
    """Words that came from outside as one line, without what a terminal would obey."""
    shown = "".join(character if character.isprintable() else " " for character in words)
    return " ".join(shown.split())[:REASON_SHOWN]
