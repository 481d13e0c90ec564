"""A Home tab among 100,000 cases, against reading the same person's rows in bare SQL."""

from __future__ import annotations

import asyncio
from time import perf_counter

import psycopg
from sqlalchemy import create_engine, func, insert, select, text, true

from benchmarks.measure import Comparison, compare_times, report, timed
from benchmarks.samples import OWNER, open_cases
from benchmarks.stage import ROOT, database, server
from bot.bootstrap import Muster, assemble
from bot.domain.home import Home
from bot.muster_file import read_muster_file
from bot.settings import Environment
from bot.usecases.show_home import compose_home
from storage.engine import libpq_url, sqlalchemy_url
from storage.tables import cases

TITLE = "Home: all that one person sees there, among 100,000 cases"
CASES, MEMBERS, CALLS, WARM_UP = 100_000, 500, 30, 5
LIMIT = "bare SQL of the same rows"

_FILL = f"""
INSERT INTO members (id, name, function, on_boards)
SELECT 'U' || n, 'Member ' || n, (array['support', 'engineering', 'legal', 'pr', 'product'])[1 + n % 5], n % 2 = 0
FROM generate_series(1, {MEMBERS}) n;
UPDATE members SET on_boards = true;
INSERT INTO slots (case_id, name, place, required, asked_at, due, waived, answered_by)
SELECT id, name, 0, true, opened_at, opened_at + interval '4 hours', false,
       CASE WHEN id % 3 = 0 THEN '{{}}'::text[] ELSE array['U' || id % {MEMBERS}] END
FROM cases, unnest(array['support', 'engineering']) name ON CONFLICT DO NOTHING;
INSERT INTO share_claims (case_id, slot, member, volunteered, place)
SELECT id, slot, CASE WHEN id % 50 = 0 THEN '{OWNER.id}' ELSE 'U' || (1 + (id * 7) % {MEMBERS}) END, id % 2 = 0, 0
FROM cases, unnest(array['spot', 'loop', 'answer:support']) slot ON CONFLICT DO NOTHING;
INSERT INTO confirmations (case_id, slot, member, by, at, approver, place)
SELECT c.case_id, c.slot, c.member, 'U1', cases.opened_at, true, 0
FROM share_claims c JOIN cases ON cases.id = c.case_id;
INSERT INTO mentions (source, external_id, text, posted_at, arrived_at, case_id, author_id)
SELECT 'web', 'home-' || id, 'It swells.', opened_at, opened_at, id, (SELECT min(id) FROM authors) FROM cases
WHERE id > 3;
INSERT INTO shares (season, case_id, slot, member, community, week, confirmed_by, kind, share, credit, signed_at,
                    volunteered)
SELECT to_char(signed_at AT TIME ZONE 'UTC', 'YYYY-MM'), c.case_id, c.slot, c.member, cases.community,
       to_char(signed_at, 'IYYY"-W"IW'), 'U1', 'approver', 2000000, 2000000, signed_at, c.volunteered
FROM share_claims c JOIN cases ON cases.id = c.case_id WHERE signed_at IS NOT NULL;
INSERT INTO week_credits (season, community, week, member, credit, volunteered, shares)
SELECT season, community, week, member, sum(credit), coalesce(sum(credit) FILTER (WHERE volunteered), 0), count(*)
FROM shares GROUP BY season, community, week, member;
"""

_BARE = (
    f"SELECT season, week, credit, volunteered, shares FROM week_credits WHERE member = '{OWNER.id}'",
    f"SELECT * FROM shares WHERE member = '{OWNER.id}' AND signed_at >= now() - interval '32 weeks'",
    f"SELECT id, snapshot FROM cases WHERE owner = '{OWNER.id}' AND status IN ('open', 'replied')",
    f"SELECT * FROM members WHERE id = '{OWNER.id}'",
)


def run(rounds: int) -> list[Comparison]:
    """Fill a database once, then compose the Home and read in turns."""
    with server() as url:
        data = database(url)
        asyncio.run(open_cases(data, 3, owned=3))
        _fill(data)
        measured = asyncio.run(_measure(data, rounds))
    homes, limits = [home for home, _ in measured], [limit for _, limit in measured]
    return compare_times("Home of a lead who joined the boards", homes, limits, held_against=LIMIT)


def _fill(database_url: str) -> None:
    """The first case, over and over, but for its state, owner and times; what follows from them; and 500 people."""
    engine = create_engine(sqlalchemy_url(database_url))
    different = {
        "community": text("(array['safety', 'care', 'voice'])[1 + n % 3]"),
        "status": text("CASE WHEN n % 5 = 0 THEN (array['open', 'replied'])[1 + n / 5 % 2] ELSE 'closed' END"),
        "owner": text(f"'U' || n % {MEMBERS}"),
        "external_key": text("'home-' || n"),
        "opened_at": text("now() - n * interval '5 minutes'"),
        "signed_at": text("CASE WHEN n % 5 <> 0 THEN now() - n * interval '5 minutes' END"),
        "first_replied_at": text("CASE WHEN n % 5 <> 0 THEN now() - n * interval '4 minutes' END"),
        "due_at": text("now() - n * interval '4 minutes'"),
    }
    names = [column.name for column in cases.c if column.name != "id"]
    numbers = func.generate_series(1, CASES).alias("n")
    copied = select(*(different.get(name, cases.c[name]) for name in names)).select_from(cases.join(numbers, true()))
    with engine.begin() as connection:
        connection.execute(insert(cases).from_select(names, copied.where(cases.c.id == 1)))
    engine.dispose()
    with psycopg.connect(libpq_url(database_url), autocommit=True) as plain:
        plain.execute("SET synchronous_commit = off")
        plain.execute(_FILL.encode())
        plain.execute("VACUUM ANALYZE")


async def _measure(database_url: str, rounds: int) -> list[tuple[list[float], list[float]]]:
    """The seconds of each Home and of each bare reading, for each round."""
    async with assemble(Environment(), read_muster_file(ROOT / "muster.toml"), database_url, secrets={}) as muster:
        with psycopg.connect(libpq_url(database_url), autocommit=True) as plain:
            await _round(muster, plain, WARM_UP)
            return [await _round(muster, plain, CALLS) for _ in range(rounds)]


async def _round(muster: Muster, plain: psycopg.Connection, calls: int) -> tuple[list[float], list[float]]:
    homes, limits = [], []
    for _ in range(calls):
        limits.append(timed(lambda: [plain.execute(query.encode()).fetchall() for query in _BARE]))
        started = perf_counter()
        home = await _home(muster)
        homes.append(perf_counter() - started)
        if not (home.standing and home.led and home.week.contributions and home.loads):
            raise RuntimeError("the Home lacks what was put into the database")
    return homes, limits


async def _home(muster: Muster) -> Home:
    async with muster.uow() as uow:
        member = await uow.members.get(OWNER.id)
    if member is None:
        raise RuntimeError("nobody is there whose Home it is")
    return await compose_home(member, **muster.tools(), watch=muster.watch)


if __name__ == "__main__":
    report("home", TITLE, run, rounds=3)
