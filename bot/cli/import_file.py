"""`import`: mentions from a file."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.bootstrap import Muster, assemble
from bot.cli.database import database
from bot.cli.rows import batches, refused_lines, watched, write_refused
from bot.domain.mention import Mention
from bot.muster_file import MusterFile
from bot.settings import Environment
from bot.usecases.gather_mentions import gather_mentions
from bot.usecases.import_mentions import RECENT, import_mentions
from bot.usecases.learn_lessons import ask_to_learn
from sources.tabular import Read, Refused, parse_mapping, read_mentions

BATCH = 1_000
"""Rows of history a commit."""


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
        write_refused(refused, summary.refused)
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
        for batch in batches(watched(rows), BATCH):
            mentions = [row.mention for row in batch if isinstance(row, Read)]
            summary.refused += [row for row in batch if isinstance(row, Refused)]
            summary.read += len(mentions)
            await _bring_in(mentions, since, muster, summary)
        await ask_to_learn(uow=muster.uow(), clock=muster.clock)  # history tells everyday words from telling ones
    return summary


def _open_since(cases: str, now: datetime, *, dated: bool) -> datetime | None:
    """From which moment on mentions open cases, None for never. Undated ones may be of any age: `auto` opens none."""
    if cases == "all":
        return datetime.min.replace(tzinfo=now.tzinfo)
    return now - RECENT if cases == "auto" and dated else None


async def _bring_in(mentions: list[Mention], since: datetime | None, muster: Muster, summary: Summary) -> None:
    recent = [m for m in mentions if since is not None and m.posted_at >= since]
    history = [m for m in mentions if since is None or m.posted_at < since]
    for batch, open_cases in ((recent, True), (history, False)):
        if batch:
            summary.new += await import_mentions(batch, open_cases=open_cases, uow=muster.uow(), clock=muster.clock)
    if recent:
        summary.opened += await _gather(await muster.fresh())


async def _gather(muster: Muster) -> int:
    """Let all that waits find its case now rather than when Muster runs; returns how many cases were opened."""
    opened = 0
    while (cases := await gather_mentions(**muster.ears())) is not None:
        opened += len(cases)
    return opened


def _report(summary: Summary, source: str, cases: str, *, dated: bool) -> str:
    lines = [f"{summary.new:,} new mentions from {source}"]
    if summary.opened:
        lines.append(f"  {summary.opened:,} cases opened; their cards appear as soon as Muster runs")
    if summary.new > summary.opened:
        lines.append(f"  {summary.new - summary.opened:,} opened no case{_why_history(cases, dated=dated)}")
    lines.append(f"{summary.read - summary.new:,} repeated, left as they were")
    lines += refused_lines(summary.refused)
    if summary.read and not summary.new:
        lines.append("Nothing changed: all of these are known already.")
    return "\n".join(lines)


def _why_history(cases: str, *, dated: bool) -> str:
    if cases == "all":
        return ": they joined one"
    reason = ", since the file does not date them" if not dated else f", posted more than {RECENT.days} days ago"
    return f"{reason if cases == 'auto' else ''}; --cases all opens one for each matter"
