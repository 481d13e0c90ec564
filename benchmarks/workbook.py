"""The workbook of a month: how long it takes, how much memory, and how long others wait meanwhile."""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import psycopg
from openpyxl import Workbook

from benchmarks.measure import Comparison, compare, percentile, report, timed
from benchmarks.stage import ROOT, database, server
from bot.bootstrap import assemble
from bot.domain.exporting import Sheet
from bot.domain.period import Month
from bot.muster_file import read_muster_file
from bot.settings import Environment
from bot.usecases.export_workbook import Order, export_workbook, heading_of
from bot.usecases.report import zone_of
from storage.engine import libpq_url

TITLE = "Workbook: a month of so many mentions, a third as many cases, claims, confirmations and shares"
SMALL, LARGE = 10_000, 100_000
SHAPES = ((LARGE, 21), (LARGE // 3, 9), (LARGE // 3, 7), (LARGE // 3, 17))
"""Rows and columns of the sheets that are long."""

NOVEMBER, NOW = Month(2026, 11), datetime(2026, 11, 29, 12, tzinfo=UTC)
TICK = 0.005
"""Seconds between two looks whether the event loop answers."""

_FILL = """
INSERT INTO members (id, name, function) SELECT 'U' || n, 'Person ' || n, 'support' FROM generate_series(0, 199) n;
INSERT INTO authors (source, handle) SELECT 'web', 'customer-' || n FROM generate_series(1, 5000) n;
INSERT INTO cases (version, status, community, matter, external_key, mentions, opened_at, first_reply_due,
                   first_replied_at, signed_by, signed_at, ended_at, outcome, reopened)
SELECT 1, 'closed', (ARRAY['safety', 'voice', 'care'])[1 + n % 3], 'The battery swells, number ' || n, 'web/' || n, 3,
       opened, opened + interval '2 h', opened + interval '41 min', 'U199', opened + interval '40 min',
       opened + interval '3 h', 'Replaced, and told how to send it back.', false
FROM (SELECT n, timestamptz '2026-11-01' + n * (interval '28 days' / (%(rows)s / 3)) AS opened
      FROM generate_series(1, %(rows)s / 3) n) AS each;
INSERT INTO mentions (source, external_id, author_id, text, url, posted_at, arrived_at, case_id)
SELECT 'web', 'm' || n, 1 + n % 5000, repeat('The battery of my phone swells while it charges. ', 3),
       'https://forum.example/' || n, opened_at, opened_at, cases.id
FROM generate_series(0, %(rows)s - 1) n JOIN cases ON cases.id = 1 + n % (%(rows)s / 3);
INSERT INTO contributions (case_id, member, function, text, identity, at)
SELECT id, 'U' || id % 198, 'support', 'We know of it.', 'c/' || id, opened_at FROM cases;
INSERT INTO share_claims SELECT id, 'answer:support', 'U' || id % 198, true, 0 FROM cases;
INSERT INTO confirmations (case_id, slot, member, by, at, approver, place)
SELECT id, 'answer:support', 'U' || id % 198, 'U199', ended_at, false, 0 FROM cases;
INSERT INTO shares SELECT '2026-11', id, 'answer:support', 'U' || id % 198, community, '2026-W47', 'U199', 'peer',
       6000000, 5999999, signed_at, true, 30000000, 40000000 FROM cases;
INSERT INTO week_credits SELECT season, community, week, member, sum(credit), sum(credit), count(*)
FROM shares GROUP BY 1, 2, 3, 4;
ANALYZE;
"""


def run(rounds: int) -> list[Comparison]:
    """Write the workbooks of a small and of a large month, each in a process of its own, and as many plain rows."""
    found: dict[str, list[float]] = {name: [] for name in ("plain", "seconds", "peak", "small", "late", "idle")}
    with server() as url:
        homes = {rows: _filled(database(url, f"month_{rows}"), rows) for rows in (SMALL, LARGE)}
        for _ in range(rounds):
            found["plain"].append(timed(_plainly))
            small, large = (_measured(homes[rows], rows) for rows in (SMALL, LARGE))
            found["small"].append(small["peak"])
            for name in ("seconds", "peak", "late", "idle"):
                found[name].append(large[name])
    rows = f"{LARGE:,} rows"
    return [
        compare(
            f"{rows} of mentions, and the other sheets",
            "s",
            found["seconds"],
            found["plain"],
            held_against="as many rows of plain values by openpyxl alone",
        ),
        compare(f"{rows}, the most memory", "MB", found["peak"], found["small"], held_against=f"{SMALL:,} rows"),
        compare(
            "how late the event loop answers meanwhile, p99",
            "ms",
            found["late"],
            found["idle"],
            held_against="the same loop with nothing to do",
        ),
    ]


def _filled(database_url: str, rows: int) -> str:
    with psycopg.connect(libpq_url(database_url), autocommit=True) as connection:
        for statement in (_FILL.replace("%(rows)s", str(rows))).split(";\n"):
            if statement.strip():
                connection.execute(statement.encode())
    return database_url


def _measured(database_url: str, rows: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.workbook", "--write", database_url, str(rows)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def _plainly() -> None:
    """Write as many rows of plain values, with nothing read, checked or formatted."""
    row = [1, 2.5, NOW.replace(tzinfo=None), *["The battery of my phone swells while it charges."] * 18]
    book = Workbook(write_only=True)
    for rows, columns in SHAPES:
        sheet = book.create_sheet()
        for _ in range(rows):
            sheet.append(row[:columns])
    with tempfile.TemporaryDirectory() as folder:
        book.save(Path(folder) / "plain.xlsx")


async def _write(database_url: str, rows: int) -> dict[str, float]:
    async with assemble(Environment(), read_muster_file(ROOT / "muster.toml"), database_url, secrets={}) as muster:
        zone, counts = zone_of(None, muster.company), dict[Sheet, int]()
        order = Order(community=None, period=NOVEMBER, zone=zone, whole=True)

        async def on_rows(sheet: Sheet, number: int) -> None:
            counts[sheet] = number

        idle = await _lateness(asyncio.create_task(asyncio.sleep(2)))
        began = perf_counter()
        writing = asyncio.create_task(_written(muster, order, on_rows))
        late = await _lateness(writing)
        await writing
        seconds = perf_counter() - began
    if counts[Sheet.CASES] != rows or counts[Sheet.CREDITS] != rows // 3:
        raise RuntimeError(f"{rows:,} mentions were to be written, but it was {counts}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "peak": peak, "late": late, "idle": idle}


async def _written(muster: Any, order: Order, on_rows: Any) -> None:
    async with muster.workbooks.begin(heading_of(order, NOW)) as book:
        await export_workbook(order, book, uow=muster.uow(), company=muster.company, now=NOW, on_rows=on_rows)
        await book.finish()


async def _lateness(working: asyncio.Task[Any]) -> float:
    """By how many milliseconds the loop wakes up too late while something is done, p99."""
    late = []
    while not working.done():
        began = perf_counter()
        await asyncio.sleep(TICK)
        late.append((perf_counter() - began - TICK) * 1_000)
    return percentile(late, 99)


def main() -> None:
    """As a benchmark, or as the process that is measured."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--write", nargs=2)
    options, _ = parser.parse_known_args()
    if options.write is None:
        report("workbook", TITLE, run, rounds=3)
        return
    database_url, rows = options.write
    print(json.dumps(asyncio.run(_write(database_url, int(rows)))))


if __name__ == "__main__":
    main()
