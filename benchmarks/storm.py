"""A storm of ten thousand posts about one defect, on top of ordinary mentions and confusers, through the whole app:
how much of it is one case, what else is in that case, and how often Slack is called for it.

Muster is killed in the middle and started again. `python -m benchmarks.storm FILE.csv …` takes the ordinary mentions
from files with a column `text`; without any they are made up.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.calls import SourceCaller
from benchmarks.ingest import remember
from benchmarks.measure import Comparison, Spread, as_json, table
from benchmarks.stage import ROOT, SOURCE_SECRET, Slack, database, free_port, process, server
from benchmarks.texts import ordinary
from bot.bootstrap import assemble
from bot.cli.quality.rehearsal import STORM, Post, rehearse
from bot.cli.quality.rehearsal_words import GLOSSARY
from bot.domain.people import MemberId
from bot.muster_file import read_muster_file
from bot.settings import Environment
from storage.engine import libpq_url

TITLE = "Storm: 10,000 posts about one defect among ordinary mentions, a glossary, and Muster killed in the middle"
STORM_SIZE, ORDINARY, CONFUSERS = 10_000, 20_000, 2_000
HISTORY = 18_000
"""Of the ordinary mentions, those that were there before the storm."""
AT_ONCE = 200
WINDOW = 600.0
"""Seconds within which calls are counted."""
PATIENCE = 1_800.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a storm."""

    share: float
    purity: float
    calls: int
    messages: int
    seconds: float
    mentions: int


def run(rounds: int, texts: Sequence[str] = (), size: int = STORM_SIZE) -> list[Comparison]:
    """Let the storm come once, however many `rounds`: it takes minutes. Held against what is promised."""
    del rounds
    spoken = list(texts) or ordinary(ORDINARY, seed=5)
    random.Random("history").shuffle(spoken)
    part = size / STORM_SIZE
    history, rest = spoken[: int(HISTORY * part)], spoken[int(HISTORY * part) : int(ORDINARY * part)]
    posts = list(rehearse(rest, storm_size=size, confuser_count=int(CONFUSERS * part)))
    outcome = _let_come(history, posts)
    return [
        _held("share of the storm in its case", "", outcome.share, 0.97),
        _held("purity of that case", "", outcome.purity, 0.97),
        _held("Slack calls for it in ten minutes", "calls", outcome.calls, 30),
        _held("messages about it", "messages", outcome.messages, 5),
        _held("from the first delivery to its case", "mentions/s", outcome.mentions / outcome.seconds, 20),
    ]


def _held(what: str, unit: str, figure: float, limit: float) -> Comparison:
    one, other, ratio = (Spread.of([value]) for value in (figure, limit, figure / limit))
    return Comparison(what, unit, one, other, ratio, "what is promised")


def _let_come(history: Sequence[str], posts: Sequence[Post]) -> Outcome:
    port = free_port()
    slack = Slack(port)
    with server() as url, slack.serving():
        data = database(url)
        asyncio.run(_remember(data, history))
        with psycopg.connect(libpq_url(data), autocommit=True) as connection:
            started = time.monotonic()
            with process("bot", "run", port=port, slack=slack, database_url=data) as first:
                _deliver(port, posts)
                _until(connection, gathered=len(posts) // 2, seconds=PATIENCE)
                first.kill()
            with process("bot", "run", port=port, slack=slack, database_url=data):
                _until(connection, gathered=len(posts), seconds=PATIENCE)
                seconds = time.monotonic() - started
                _settle(connection)
            return _outcome(connection, posts, slack, seconds)


async def _remember(database_url: str, history: Sequence[str]) -> None:
    async with assemble(Environment(), read_muster_file(ROOT / "muster.toml"), database_url, secrets={}) as muster:
        async with muster.uow() as uow:
            for entry in GLOSSARY.entries:
                await uow.glossary.put(entry, MemberId("U0LEAD"), muster.clock.now())
            await uow.commit()
        await remember(muster, history)


def _deliver(port: int, posts: Sequence[Post]) -> None:
    caller = SourceCaller(port, SOURCE_SECRET)
    said = [{"id": f"post-{n}", "text": post.text, "author": f"author-{n}"} for n, post in enumerate(posts)]
    for start in range(0, len(said), AT_ONCE):
        caller.send(*caller.sign({"mentions": said[start : start + AT_ONCE]}))


def _until(connection: psycopg.Connection[Any], *, gathered: int, seconds: float) -> None:
    until = time.monotonic() + seconds
    while _number(connection, "SELECT count(*) FROM mentions WHERE case_id IS NOT NULL AND NOT waiting") < gathered:
        if time.monotonic() > until:
            raise TimeoutError("the mentions do not find their cases")
        time.sleep(0.5)


def _settle(connection: psycopg.Connection[Any]) -> None:
    """Wait until nothing is left to gather or to unite, and the last growth was asked to be shown. The cards of the
    single cases may still be on their way, as Slack takes about one a second in each channel."""
    left = """SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')
              AND task_name IN ('gather', 'unite', 'show_growth')"""
    until = time.monotonic() + PATIENCE
    while _number(connection, left) and time.monotonic() < until:
        time.sleep(0.5)


def _outcome(connection: psycopg.Connection[Any], posts: Sequence[Post], slack: Slack, seconds: float) -> Outcome:
    homes = connection.execute("SELECT external_id, case_id FROM mentions WHERE external_id LIKE 'post-%'").fetchall()
    _check(connection, len(posts), len(homes))
    found: dict[int, Counter[str]] = {}
    for external_id, case in homes:
        found.setdefault(case, Counter())[posts[int(external_id.removeprefix("post-"))].matter] += 1
    case, matters = max(found.items(), key=lambda one: one[1][STORM])
    stamps = {row[0] for row in connection.execute("SELECT ts FROM messages WHERE case_id = %s", (case,)) if row[0]}
    about = [
        call
        for call in slack.workspace.calls.log
        if stamps & {call["arguments"].get("ts"), call["arguments"].get("thread_ts")}
    ]
    return Outcome(
        share=matters[STORM] / sum(one.matter == STORM for one in posts),
        purity=matters[STORM] / matters.total(),
        calls=len(stamps) + _most_within([call["at"] for call in about]),
        messages=len(stamps),
        seconds=seconds,
        mentions=len(posts),
    )


def _most_within(moments: Sequence[float]) -> int:
    return max((sum(0 <= other - one < WINDOW for other in moments) for one in moments), default=0)


def _check(connection: psycopg.Connection[Any], came: int, found: int) -> None:
    """Nothing was lost, and nothing is there twice."""
    homeless = _number(
        connection, "SELECT count(*) FROM mentions WHERE external_id LIKE 'post-%' AND case_id IS NULL"
    )
    miscounted = _number(
        connection,
        "SELECT count(*) FROM cases WHERE merged_into IS NULL AND mentions <> "
        "(SELECT count(*) FROM mentions WHERE case_id = cases.id)",
    )
    told_twice = _number(
        connection,
        "SELECT count(*) FROM (SELECT details->>'mention' FROM activities WHERE kind = 'joined' "
        "GROUP BY 1 HAVING count(*) > 1) twice",
    )
    if found != came or homeless or miscounted or told_twice:
        raise RuntimeError(f"of {came} posts {found} are kept; {homeless=}, {miscounted=}, {told_twice=}")


def _number(connection: psycopg.Connection[Any], query: str) -> int:
    row = connection.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0


def _texts(files: Sequence[Path]) -> list[str]:
    texts = []
    for file in files:
        with file.open(encoding="utf-8", newline="") as lines:
            texts += [row["text"] for row in csv.DictReader(lines)]
    return texts


def main() -> None:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.storm", description=TITLE)
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE", help="CSV with a column text")
    parser.add_argument("--size", type=int, default=STORM_SIZE, help="posts of the storm; the rest shrinks with it")
    parser.add_argument("--json", action="store_true", help="print one line of JSON instead of the table")
    options = parser.parse_args()
    comparisons = run(1, _texts(options.files), options.size)
    print(as_json("storm", 1, comparisons) if options.json else table(TITLE, comparisons), file=sys.stdout)


if __name__ == "__main__":
    main()
