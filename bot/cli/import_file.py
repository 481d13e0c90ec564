"""`import`: mentions from a file."""

from __future__ import annotations

import asyncio
import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from bot.bootstrap import Muster, assemble
from bot.cli.database import database
from bot.domain.mention import Mention
from bot.muster_file import MusterFile
from bot.settings import Environment
from bot.usecases.import_mentions import RECENT, import_mentions
from sources.tabular import Read, Refused, Row, parse_mapping, read_mentions

BATCH = 1_000
"""Rows of history a commit."""

CASES = 50
"""Mentions a commit where each may open a case: others wait for the cases that one touches."""

SHOWN = 20
"""Refused rows that the summary lists."""


@dataclass(slots=True)
class Summary:
    """What became of a file's rows."""

    read: int = 0
    new: int = 0
    opened: int = 0
    refused: list[Refused] = field(default_factory=list)


def import_file(
    environment: Environment,
    file: MusterFile,
    path: Path,
    *,
    source: str,
    mapping: str,
    cases: str,
    refused: Path | None,
) -> int:
    """Bring a file in and print what became of it; the exit code is 0 where at least one row could be read.

    `cases` says for which mentions cases are opened: `all`, `none`, or `auto` for those that the file dates within
    the last two weeks. Raises BadInput, BadSettings.
    """
    columns = parse_mapping(mapping)
    with database(environment) as url:
        summary = asyncio.run(_import(environment, file, url, path, source, columns, cases))
    print(_report(summary, source, cases, dated="posted_at" in columns))
    if refused:
        _write_refused(refused, summary.refused)
    return 0 if summary.read or not summary.refused else 1


async def _import(
    environment: Environment,
    file: MusterFile,
    url: str,
    path: Path,
    source: str,
    columns: dict[str, str],
    cases: str,
) -> Summary:
    summary = Summary()
    async with assemble(environment, file, url) as muster:
        now = muster.clock.now()
        rows = read_mentions(path, source=source, mapping=columns, now=now)
        since = _open_since(cases, now, dated="posted_at" in columns)
        for batch in _batches(_watched(rows)):
            mentions = [row.mention for row in batch if isinstance(row, Read)]
            summary.refused += [row for row in batch if isinstance(row, Refused)]
            summary.read += len(mentions)
            await _bring_in(mentions, since, muster, summary)
    return summary


def _open_since(cases: str, now: datetime, *, dated: bool) -> datetime | None:
    """From which moment on mentions open cases, None for never. Undated ones may be of any age: `auto` opens none."""
    if cases == "all":
        return datetime.min.replace(tzinfo=now.tzinfo)
    return now - RECENT if cases == "auto" and dated else None


async def _bring_in(mentions: list[Mention], since: datetime | None, muster: Muster, summary: Summary) -> None:
    recent = [m for m in mentions if since is not None and m.posted_at >= since]
    history = [m for m in mentions if since is None or m.posted_at < since]
    batches = [(recent[at : at + CASES], True) for at in range(0, len(recent), CASES)]
    if history:
        batches.append((history, False))
    muster = await muster.fresh()
    for batch, open_cases in batches:
        imported = await import_mentions(
            batch,
            open_cases=open_cases,
            uow=muster.uow(),
            company=muster.company,
            rules=muster.rules,
            clock=muster.clock,
        )
        summary.new += imported.new
        summary.opened += imported.opened


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _watched(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, with a bar on stderr that follows them."""
    columns = (TextColumn("Reading"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr)) as bar:
        task = bar.add_task("rows", total=1.0)
        for row in rows:
            bar.update(task, completed=row.done)
            yield row
        bar.update(task, completed=1.0)


def _report(summary: Summary, source: str, cases: str, *, dated: bool) -> str:
    lines = [f"{summary.new:,} new mentions from {source}"]
    if summary.opened:
        lines.append(f"  {summary.opened:,} cases opened; their cards appear as soon as Muster runs")
    if summary.new > summary.opened:
        lines.append(f"  {summary.new - summary.opened:,} opened no case{_why_history(cases, dated=dated)}")
    lines.append(f"{summary.read - summary.new:,} repeated, left as they were")
    lines.append(f"{len(summary.refused):,} refused")
    lines += [f"  line {row.line}: {row.reason}" for row in summary.refused[:SHOWN]]
    if len(summary.refused) > SHOWN:
        lines.append(f"  and {len(summary.refused) - SHOWN:,} more; --refused FILE lists all of them")
    if summary.read and not summary.new:
        lines.append("Nothing changed: all of these are known already.")
    return "\n".join(lines)


def _why_history(cases: str, *, dated: bool) -> str:
    if cases == "all":
        return ": they joined one"
    reason = ", since the file does not date them" if not dated else f", posted more than {RECENT.days} days ago"
    return f"{reason if cases == 'auto' else ''}; --cases all opens one for each matter"


def _write_refused(path: Path, refused: list[Refused]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(("line", "reason"))
        out.writerows((row.line, row.reason) for row in refused)
