"""A board over a ledger of ten million rows, against reading the rows that are summed up for it beforehand."""

from __future__ import annotations

import argparse
import asyncio
import sys
from time import perf_counter

import psycopg
from sqlalchemy import select

from benchmarks.measure import Comparison, compare, percentile, table
from benchmarks.stage import ROOT, database, server
from bot.bootstrap import Muster, assemble
from bot.domain.people import Member, MemberId
from bot.domain.period import Month
from bot.muster_file import read_muster_file
from bot.settings import Environment
from bot.usecases.show_board import show_board
from storage.engine import libpq_url
from storage.tables import week_credits

TITLE = "The initiative board of a month over a ledger of ten million rows"
ROWS, MONTHS, PEOPLE = 10_000_000, 50, 5_000
CALLS = 20
LIMIT = "reading the month's summed rows"
SEASON = Month(2026, 11)
READER = Member(id=MemberId("P1"), name="P1", function="support")

_FILL = """
INSERT INTO members (id, name, function, on_boards)
SELECT 'P' || n, 'P' || n, 'support', n % 2 = 0 FROM generate_series(1, {people}) n;
INSERT INTO shares (season, case_id, slot, member, community, week, confirmed_by, kind, share, credit, signed_at,
                    volunteered)
SELECT to_char(at, 'YYYY-MM'), n, 'spot', 'P' || 1 + (n * 7919::bigint) % {people},
       (array['safety', 'care', 'voice'])[1 + n % 3], to_char(at, 'IYYY-"W"IW'), 'P' || 1 + n % {people}, 'peer',
       2000000, 2000000 - n % 7, at, n % 2 = 0
FROM generate_series(1, {rows}) n,
     LATERAL (SELECT timestamptz '2026-11-30 12:00Z' - n * {months}::float / {rows} * interval '30 days' AS at) m;
INSERT INTO week_credits (season, community, week, member, credit, volunteered, shares)
SELECT season, community, week, member, sum(credit), coalesce(sum(credit) FILTER (WHERE volunteered), 0), count(*)
FROM shares GROUP BY season, community, week, member;
"""


def run(rounds: int, rows: int = ROWS) -> list[Comparison]:
    """Fill a ledger once, then look at a board and read its rows in turns."""
    with server() as url:
        data = database(url)
        with psycopg.connect(libpq_url(data), autocommit=True) as plain:
            plain.execute("SET synchronous_commit = off")
            plain.execute(_FILL.format(rows=rows, people=PEOPLE, months=MONTHS).encode())
            plain.execute("VACUUM ANALYZE")
        times = asyncio.run(_measure(data, rounds))
    boards, limits = zip(*times, strict=True)
    return [compare("a board, p50", "ms", list(boards), list(limits), held_against=LIMIT)]


async def _measure(database_url: str, rounds: int) -> list[tuple[float, float]]:
    async with assemble(Environment(), read_muster_file(ROOT / "muster.toml"), database_url, secrets={}) as muster:
        return [(await _p50(_board, muster), await _p50(_read, muster)) for _ in range(rounds)]


async def _p50(act, muster: Muster) -> float:  # type: ignore[no-untyped-def]
    taken = []
    for _ in range(CALLS):
        start = perf_counter()
        await act(muster)
        taken.append(perf_counter() - start)
    return percentile(taken, 50) * 1000


async def _board(muster: Muster) -> None:
    await show_board(READER, season=SEASON, uow=muster.uow(), clock=muster.clock)


async def _read(muster: Muster) -> None:
    async with muster.engine.connect() as connection:
        (await connection.execute(select(week_credits).where(week_credits.c.season == str(SEASON)))).all()


def main() -> None:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.boards", description=TITLE)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(table(TITLE, run(options.rounds, options.rows)), file=sys.stdout)


if __name__ == "__main__":
    main()
