"""The memory of a process that gathers, as its history grows and the open matters stay as many as they are."""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import subprocess
import sys

import psycopg

from benchmarks.ingest import receive, remember
from benchmarks.measure import Comparison, compare, report
from benchmarks.stage import ROOT, database, server
from benchmarks.texts import mentions, ordinary
from bot.bootstrap import assemble
from bot.cli.quality.rehearsal import rehearse
from bot.muster_file import read_muster_file
from bot.settings import Environment
from bot.usecases.fit_terms import fit_terms
from bot.usecases.gather_mentions import gather_mentions
from storage.engine import libpq_url

TITLE = "Memory: the most that a process takes that gathers, as the history grows"
SMALL, LARGE = 10_000, 1_000_000
FIRST, ORDINARY, STORM = 2_000, 600, 400

_GROW = """
INSERT INTO mentions (source, external_id, text, posted_at, arrived_at)
SELECT 'file', 'old-' || n, (SELECT string_agg('w' || floor(exp(random() * ln(20000)))::int, ' ')
    FROM generate_series(1, 14 + n %% 9)), now() - n * interval '1 minute', now()
FROM generate_series(%s::int, %s::int) n
"""


def run(rounds: int) -> list[Comparison]:
    """Gather the same mentions upon a short history and upon a long one, each time in a process of its own."""
    short, long = [], []
    with server() as url:
        for _ in range(rounds):
            data = database(url, "grows")
            short.append(_peak(data, SMALL, 1))
            long.append(_peak(data, LARGE, SMALL + 1))
    what = f"with {LARGE:,} mentions"
    return [compare(what, "MB", long, short, held_against=f"the same with {SMALL:,}")]


def _peak(database_url: str, size: int, first: int) -> float:
    """The peak in megabytes."""
    with psycopg.connect(libpq_url(database_url), autocommit=True) as connection:
        connection.execute(_GROW.encode(), (first, size))
        connection.execute("DELETE FROM procrastinate_jobs")
        connection.execute("ANALYZE")
    command = [sys.executable, "-m", "benchmarks.memory", "--gather", database_url, str(size)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return float(json.loads(done.stdout))


async def _gather(database_url: str, size: int) -> None:
    texts = [post.text for post in rehearse(ordinary(ORDINARY, seed=7), storm_size=STORM, confuser_count=50)]
    async with assemble(Environment(), read_muster_file(ROOT / "muster.toml"), database_url, secrets={}) as muster:
        if size == SMALL:
            await remember(muster, ordinary(FIRST, seed=2))
        await fit_terms(uow=muster.uow(), clock=muster.clock)
        await receive(muster, mentions(texts, f"of-{size}"))
        while await gather_mentions(**muster.ears()) is not None:
            pass


def main() -> None:
    """As a benchmark, or as the process that is measured."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--gather", nargs=2)
    options, _ = parser.parse_known_args()
    if options.gather is None:
        report("memory", TITLE, run, rounds=1)
        return
    database_url, size = options.gather
    asyncio.run(_gather(database_url, int(size)))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
