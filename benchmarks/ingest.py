"""Ten thousand mentions as they come in while a storm is on, until each has its case, against `executemany` of the
same rows."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial

from sqlalchemy import create_engine, func, insert, select

from benchmarks.measure import Comparison, compare, report, timed
from benchmarks.stage import ROOT, database, server
from benchmarks.texts import mentions, ordinary
from bot.bootstrap import Muster, assemble
from bot.cli.quality.rehearsal import rehearse
from bot.domain.mention import Arrived, Mention
from bot.muster_file import read_muster_file
from bot.settings import Environment
from bot.usecases.fit_terms import fit_terms
from bot.usecases.gather_mentions import gather_mentions
from bot.usecases.import_mentions import import_mentions
from bot.usecases.take_delivery import take_delivery
from storage import tables
from storage.engine import sqlalchemy_url

TITLE = "Ingest: ten thousand mentions of a storm among others, received and gathered"
HISTORY, ORDINARY, STORM, CONFUSERS = 5_000, 4_500, 5_000, 500
ARRIVAL, BATCH = 100, 1_000
LIMIT = f"executemany, {BATCH:,} rows a commit"


def run(rounds: int) -> list[Comparison]:
    """Let them come in, and write them plainly into another database, in turns."""
    posts = rehearse(ordinary(ORDINARY), storm_size=STORM, confuser_count=CONFUSERS)
    said = mentions([post.text for post in posts], "post")
    figures, limits = [], []
    with server() as url:
        for _ in range(rounds):
            limits.append(len(said) / timed(partial(_plainly, database(url, "plain"), said)))
            figures.append(len(said) / asyncio.run(_ingest(database(url, "gathered"), said)))
    return [compare(f"{len(said):,} mentions", "mentions/s", figures, limits, held_against=LIMIT)]


async def remember(muster: Muster, history: Sequence[str]) -> None:
    """Bring in a history, and weigh its words."""
    for start in range(0, len(history), BATCH):
        batch = mentions(history[start : start + BATCH], f"history-{start}")
        await import_mentions(batch, open_cases=False, uow=muster.uow(), clock=muster.clock)
    await fit_terms(uow=muster.uow(), clock=muster.clock)


async def receive(muster: Muster, said: Sequence[Mention]) -> None:
    """Let them arrive, as many at once as a busy source brings."""
    for start in range(0, len(said), ARRIVAL):
        arrived = Arrived(mentions=tuple(said[start : start + ARRIVAL]))
        async with muster.uow() as uow:
            await take_delivery("web", arrived, uow=uow, company=muster.company, clock=muster.clock)
            await uow.commit()


async def _ingest(database_url: str, said: Sequence[Mention]) -> float:
    """The seconds until each has its case; the cards are not shown."""
    async with assemble(Environment(), read_muster_file(ROOT / "muster.toml"), database_url, secrets={}) as muster:
        await remember(muster, ordinary(HISTORY, seed=2))
        loop = asyncio.get_running_loop()
        started = loop.time()
        await receive(muster, said)
        while await gather_mentions(**muster.ears()) is not None:
            pass
        seconds = loop.time() - started
        async with muster.engine.connect() as connection:
            homeless = select(func.count()).where(tables.mentions.c.external_id.like("post-%"))
            found = await connection.scalar(homeless.where(tables.mentions.c.case_id.is_not(None)))
    if found != len(said):
        raise RuntimeError(f"{len(said):,} mentions came in, but {found:,} have a case")
    return seconds


def _plainly(database_url: str, said: Sequence[Mention]) -> None:
    engine = create_engine(sqlalchemy_url(database_url))
    for start in range(0, len(said), BATCH):
        batch = list(enumerate(said[start : start + BATCH], start=start + 1))
        with engine.begin() as connection:
            authors = [{"id": n, "source": one.source, "handle": one.external_id} for n, one in batch]
            connection.execute(insert(tables.authors), authors)
            connection.execute(insert(tables.mentions), [_row(n, one) for n, one in batch])
    engine.dispose()


def _row(author: int, mention: Mention) -> dict[str, object]:
    return {
        "source": mention.source,
        "external_id": mention.external_id,
        "author_id": author,
        "text": mention.text,
        "posted_at": mention.posted_at,
        "arrived_at": mention.posted_at,
    }


if __name__ == "__main__":
    report("ingest", TITLE, run, rounds=3)
