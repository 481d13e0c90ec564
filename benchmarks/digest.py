"""A week's digest of a community with a million mentions, against bare sums over the tables that it reads."""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import psycopg

from benchmarks.measure import Comparison, compare, report
from benchmarks.stage import ROOT, database, server
from bot.bootstrap import Muster, assemble
from bot.domain.period import Week
from bot.muster_file import read_muster_file
from bot.settings import Environment
from bot.usecases.compose_digest import compose_digest
from storage.engine import libpq_url

TITLE = "The digest of a week with a million mentions, 30,000 cases and 100,000 activities"
FEW, MANY = 100_000, 1_000_000
"""Mentions; for each ten of them an activity, and for each 33 a case."""

WEEK = Week(2026, 46)
LIMIT = "bare sums of the same tables"

_FILL = """
INSERT INTO members (id, name, function, on_boards)
SELECT 'P' || n, 'Person ' || n, (array['support', 'engineering', 'legal', 'pr'])[1 + n % 4], n % 2 = 0
FROM generate_series(1, 2000) n;
INSERT INTO cases (id, version, status, community, matter, external_key, mentions, opened_at, first_reply_due,
    resolution_due, due_at, first_replied_at, owner, signed_by, signed_at, reply_at, ended_at, outcome, reopened,
    snapshot)
SELECT n, 9, CASE WHEN n % 5 = 0 THEN 'open' ELSE 'closed' END, 'safety', 'The battery swells, case ' || n, 'k' || n,
    33, at, at + interval '2 hours', at + interval '24 hours', at + interval '2 hours',
    CASE WHEN n % 5 > 0 THEN at + n % 300 * interval '1 minute' END, 'P' || 1 + n % 2000, 'P1', at, at,
    CASE WHEN n % 5 > 0 THEN at + n % 900 * interval '1 minute' END, 'Replaced.', false,
    jsonb_build_object('words', (SELECT string_agg(md5(n::text || m), ' ') FROM generate_series(1, 60) m))
FROM (SELECT n, timestamptz '2026-11-09 01:00Z' + n * interval '6 days' / ({mentions} / 33) AS at
      FROM generate_series(1, {mentions} / 33) n) made;
INSERT INTO mentions (source, external_id, text, posted_at, arrived_at, case_id)
SELECT 'web', 'row-' || n, 'It swells and gets hot, says ' || n, '2026-11-10Z', '2026-11-10Z',
    1 + n % ({mentions} / 33)
FROM generate_series(1, {mentions}) n;
INSERT INTO activities (case_id, number, kind, by, at, details)
SELECT 1 + n % ({mentions} / 33), 2 + n / ({mentions} / 33), 'claimed', 'P1', '2026-11-10Z', '{{}}'
FROM generate_series(1, {mentions} / 10) n;
INSERT INTO slots (case_id, name, place, required, asked_at, due, waived, answered_by)
SELECT id, name, place, true, opened_at, due_at, false, CASE WHEN status = 'open' THEN '{{}}' ELSE array[owner] END
FROM cases, unnest(array['support', 'engineering', 'legal']) WITH ORDINALITY AS of (name, place);
INSERT INTO share_claims (case_id, slot, member, volunteered, place)
SELECT id, slot, 'P' || 1 + (id * place * 31) % 2000, true, place
FROM cases, unnest(array['spot', 'answer:support', 'answer:legal', 'loop']) WITH ORDINALITY AS of (slot, place)
WHERE status = 'closed';
INSERT INTO confirmations (case_id, slot, member, by, at, approver, customer, place)
SELECT c.case_id, c.slot, c.member, 'P' || 1 + (c.case_id * 7) % 2000, k.ended_at, false, false, c.place
FROM share_claims c JOIN cases k ON k.id = c.case_id;
INSERT INTO contributions (case_id, identity, member, function, text, at)
SELECT case_id, slot || case_id, member, substr(slot, 8), 'The battery swells when it is charged.', '2026-11-10Z'
FROM share_claims WHERE slot LIKE 'answer:%';
INSERT INTO verdicts (case_id, reply, score, words, quotable, at)
SELECT id, 1, 5, 'Thank you. Someone looked into it.', id % 3 = 0, ended_at FROM cases WHERE status = 'closed';
INSERT INTO week_credits (season, community, week, member, credit, volunteered, shares)
SELECT '2026-11', 'safety', week, member, count(*) * 2000000, count(*) * 1000000, count(*)
FROM share_claims, unnest(array['2026-W45', '2026-W46']) week GROUP BY week, member;
"""

_SUMS = """
SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY first_replied_at - opened_at),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY ended_at - opened_at) FROM cases;
SELECT name, count(*) FROM slots JOIN cases ON id = case_id GROUP BY name;
SELECT slot, count(*) FROM share_claims JOIN cases ON id = case_id GROUP BY slot;
SELECT member, min(at) FROM confirmations JOIN cases ON id = case_id GROUP BY member;
SELECT count(*) FROM verdicts JOIN cases ON id = case_id WHERE quotable;
SELECT member, sum(credit) FROM week_credits GROUP BY member;
"""


class Taken(NamedTuple):
    """Seconds to compose, seconds of the bare sums, and by how many megabytes the process that composed grew."""

    composing: float
    summing: float
    growth: float


def run(rounds: int) -> list[Comparison]:
    """Compose the digest of a week with few mentions and of one with many, each time in a process of its own."""
    with server() as url:
        taken = {mentions: _rounds(_filled(url, mentions), rounds) for mentions in (FEW, MANY)}
    few, many = taken[FEW], taken[MANY]
    return [
        compare(
            f"composing, {MANY:,} mentions",
            "s",
            [one.composing for one in many],
            [one.summing for one in many],
            held_against=LIMIT,
        ),
        compare(
            "the process grows by",
            "MB",
            [one.growth for one in many],
            [one.growth for one in few],
            held_against=f"the same with {FEW:,}",
        ),
    ]


def _filled(server_url: str, mentions: int) -> str:
    data = database(server_url, f"week_of_{mentions}")
    with psycopg.connect(libpq_url(data), autocommit=True) as plain:
        plain.execute("SET synchronous_commit = off")
        plain.execute(_FILL.format(mentions=mentions).encode())
        plain.execute("VACUUM ANALYZE")
    return data


def _rounds(database_url: str, rounds: int) -> list[Taken]:
    command = [sys.executable, "-m", "benchmarks.digest", "--compose", database_url]
    taken = []
    for _ in range(rounds):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        composing, growth = json.loads(done.stdout)
        taken.append(Taken(composing, _summed(database_url), growth))
    return taken


def _summed(database_url: str) -> float:
    with psycopg.connect(libpq_url(database_url)) as plain:
        started = perf_counter()
        plain.execute(_SUMS.encode())
        return perf_counter() - started


async def _compose(database_url: str) -> tuple[float, float]:
    """The seconds, and the megabytes from before the first digest of the process to its peak."""
    async with assemble(Environment(), read_muster_file(ROOT / "muster.toml"), database_url, secrets={}) as muster:
        await _digest(muster, "care")
        before = _resident()
        started = perf_counter()
        await _digest(muster, "safety")
        seconds = perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return seconds, (peak - before) / 2**20


def _resident() -> int:
    """The bytes of memory that this process has right now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


async def _digest(muster: Muster, name: str) -> None:
    community = muster.company.community(name)
    digest, _ = await compose_digest(community, WEEK, uow=muster.uow(), clock=muster.clock)
    if digest.empty != (name == "care"):
        raise RuntimeError(f"the digest of {name} told something else")


def main() -> None:
    """As a benchmark, or as the process that is measured."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--compose")
    options, _ = parser.parse_known_args()
    if options.compose:
        print(json.dumps(asyncio.run(_compose(options.compose))))
    else:
        report("digest", TITLE, run, rounds=3)


if __name__ == "__main__":
    main()
