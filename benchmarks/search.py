"""`/muster search` among a million mentions, against reading ten of them by their ids."""

from __future__ import annotations

import asyncio
import random
from functools import partial
from time import perf_counter

import psycopg
from sqlalchemy import Insert, create_engine, func, insert, select, text, true

from benchmarks.measure import Comparison, compare, percentile, report, timed
from benchmarks.samples import open_cases
from benchmarks.stage import ROOT, database, server
from bot.bootstrap import Muster, assemble
from bot.domain.people import Member, MemberId
from bot.muster_file import read_muster_file
from bot.settings import Environment
from bot.usecases.search import PAGE, search
from storage.engine import libpq_url, sqlalchemy_url
from storage.tables import cases

TITLE = "Search among a million mentions: from what was typed to the ten lines of a page"
MENTIONS, CASES, VOCABULARY = 1_000_000, 30_000, 50_000
CALLS = 20
LIMIT = "ten mentions by id"
SEARCHES = {
    "a rare word": "w20000",
    "a word of every third mention": "w5",
    "a phrase of common words": '"w5 w9"',
    "a word that nobody said": "nowhere",
    "a word of 100,000, all long ago": "storm",
    "a common word, filtered": "w5 in:safety is:replied",
    "a rare word, filtered": "w20000 in:safety source:web",
    "filters alone": "in:care kind:mention after:2025-06-30",
    "page 20 of a common word": "w5",
}
READER = Member(id=MemberId("U0AMARA"), name="Amara")

_WORDS = f"'w' || floor(exp(random() * ln({VOCABULARY})))::int"
"""A word of a vocabulary in which the n-th is n times as rare as the first, as in every language."""

_FILL = f"""
SELECT setseed(0.5);
INSERT INTO authors (source, handle) SELECT 'web', 'writer-' || n FROM generate_series(1, {MENTIONS // 10}) n;
INSERT INTO mentions (source, external_id, author_id, text, posted_at, arrived_at, case_id)
SELECT (array['web', 'file', 'forum'])[1 + n % 3], 'row-' || n, 1 + (n * 7919::bigint) % {MENTIONS // 10},
    (SELECT string_agg({_WORDS}, ' ') FROM generate_series(1, 20 + n % 9))
        || CASE WHEN n BETWEEN 100000 AND 200000 THEN ' storm' ELSE '' END,
    '2025-01-01'::timestamptz + n * interval '1 minute' + n % 17 * interval '3 hours', now(),
    (SELECT id FROM cases WHERE n % 40 = 0 AND id = n / 40)
FROM generate_series(1, {MENTIONS}) n;
INSERT INTO drafts (case_id, revision, text, author, at)
SELECT id, revision, (SELECT string_agg({_WORDS}, ' ') FROM generate_series(1, 40 + id % 9)), 'U0AMARA', opened_at
FROM cases, generate_series(1, 2) revision;
"""


def run(rounds: int) -> list[Comparison]:
    """Fill a database once, then search and read in turns."""
    with server() as url:
        data = database(url)
        asyncio.run(open_cases(data, 3))
        _fill(data)
        times = asyncio.run(_measure(data, rounds))
    return [
        compare(f"{what}, p50", "ms", [t[what] for t in times], [t[LIMIT] for t in times], held_against=LIMIT)
        for what in SEARCHES
    ]


def _fill(database_url: str) -> None:
    """Many cases, mentions and drafts. The index of words is made at the end, as a restore makes it."""
    engine = create_engine(sqlalchemy_url(database_url))
    with engine.begin() as connection:
        connection.execute(_many_cases())
    engine.dispose()
    with psycopg.connect(libpq_url(database_url), autocommit=True) as plain:
        words = plain.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_mentions_words'").fetchall()
        plain.execute("SET synchronous_commit = off")
        plain.execute("DROP INDEX ix_mentions_words")
        plain.execute(_FILL.encode())
        plain.execute(words[0][0])
        plain.execute("VACUUM ANALYZE")


def _many_cases() -> Insert:
    """The first case, over and over, but for where it is, how it stands and when it came."""
    different = {
        "community": text("(array['safety', 'care', 'voice'])[1 + n % 3]"),
        "status": text("(array['open', 'replied', 'closed', 'closed', 'closed'])[1 + n % 5]"),
        "external_key": text("'row-' || n"),
        "opened_at": text("'2025-01-01'::timestamptz + n * interval '30 minutes'"),
    }
    names = [column.name for column in cases.c if column.name != "id"]
    numbers = func.generate_series(1, CASES).alias("n")
    copied = select(*(different.get(name, cases.c[name]) for name in names)).select_from(cases.join(numbers, true()))
    return insert(cases).from_select(names, copied.where(cases.c.id == 1))


async def _measure(database_url: str, rounds: int) -> list[dict[str, float]]:
    """The median of each search and of the limit, in milliseconds, for each round."""
    async with assemble(Environment(), read_muster_file(ROOT / "muster.toml"), database_url, secrets={}) as muster:
        with psycopg.connect(libpq_url(database_url), autocommit=True) as plain:
            return [await _round(muster, plain, random.Random(number)) for number in range(-1, rounds)][1:]


async def _round(muster: Muster, plain: psycopg.Connection, chance: random.Random) -> dict[str, float]:
    times: dict[str, list[float]] = {what: [] for what in (LIMIT, *SEARCHES)}
    for _ in range(CALLS):
        times[LIMIT].append(timed(partial(_read, plain, chance.sample(range(1, MENTIONS), PAGE))))
        for what, typed in SEARCHES.items():
            times[what].append(await _search(muster, what, typed))
    return {what: percentile(measured, 50) * 1_000 for what, measured in times.items()}


async def _search(muster: Muster, what: str, typed: str) -> float:
    page = 19 if what.startswith("page 20") else 0
    started = perf_counter()
    findings = await search(typed, READER, page=page, uow=muster.uow(), company=muster.company)
    seconds = perf_counter() - started
    if (len(findings.lines) < PAGE) != (what in ("a word that nobody said", "a rare word, filtered")):
        raise RuntimeError(f"{what}: {len(findings.lines)} lines were found")
    return seconds


def _read(plain: psycopg.Connection, ids: list[int]) -> None:
    rows = plain.execute("SELECT * FROM mentions WHERE id = ANY(%s)", (ids,)).fetchall()
    if len(rows) != PAGE:
        raise RuntimeError(f"{len(rows)} mentions were read")


if __name__ == "__main__":
    report("search", TITLE, run, rounds=3)
