"""How long it takes to forget an author with 70,000 items: a tenth of them in cases."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.bootstrap import Muster, assemble
from bot.domain.erasure import Step
from bot.domain.mention import Author, Mention
from bot.muster_file import read_muster_file
from bot.settings import Environment
from bot.usecases.erase import erase
from bot.usecases.forget_author import find_to_forget, forget_author
from bot.usecases.gather_mentions import gather_mentions
from bot.usecases.import_mentions import import_mentions
from storage.embedded import embedded
from storage.migrate import migrate

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
MINE = Author(source="forum", handle="writes_much", name="Writes Much")
BATCH = 1_000


def main() -> None:
    """Measure, with as many items as the first argument says (default 70,000), a tenth of them in cases."""
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 70_000
    with tempfile.TemporaryDirectory() as folder, embedded(Path(folder) / "postgres") as url:
        migrate(url)
        asyncio.run(_measure(url, items))


async def _measure(url: str, items: int) -> None:
    environment = Environment(slack_bot_token="xoxb-none", slack_api_url="http://127.0.0.1:9/api/")
    async with assemble(environment, read_muster_file(Path("muster.toml")), url, secrets={}) as muster:
        await _fill(muster, items)
        before = time.perf_counter()
        [preview] = await find_to_forget("forum/writes_much", None, uow=muster.uow(), company=muster.company)
        print(f"preview: {time.perf_counter() - before:.2f} s, {dict(preview.counts)}")
        number = await forget_author(preview.author.id, None, typed="writes_much", **muster.tools())
        spent: dict[Step, float] = {}
        longest, step = 0.0, Step.WORDS
        while step is not Step.DONE:
            before = time.perf_counter()
            erasure = await erase(number, **muster.tools())
            took = time.perf_counter() - before
            spent[step] = spent.get(step, 0.0) + took
            longest, step = max(longest, took), erasure.step
        for name, seconds in spent.items():
            print(f"{name.value}: {seconds:.1f} s")
        print(f"in all: {sum(spent.values()):.1f} s; the longest commit: {longest:.2f} s; {dict(erasure.counts)}")


async def _fill(muster: Muster, items: int) -> None:
    for start in range(0, items, BATCH):
        numbers = range(start, min(start + BATCH, items))
        cases = [_mention(n) for n in numbers if n % 10 == 0]
        history = [_mention(n) for n in numbers if n % 10]
        await import_mentions(cases, open_cases=True, uow=muster.uow(), clock=muster.clock)
        await import_mentions(history, open_cases=False, uow=muster.uow(), clock=muster.clock)
    while await gather_mentions(**muster.ears()) is not None:
        pass
    async with muster.engine.begin() as connection:
        await connection.execute(text("ANALYZE"))


def _mention(number: int) -> Mention:
    """One item; those that open cases stand in threads of about seven."""
    return Mention(
        source="forum",
        external_id=f"post-{number}",
        text=f"Thing {number} of mine does what {number % 97} should not do, says {number:x}oak {number:o}elm.",
        author=MINE,
        posted_at=NOW - timedelta(minutes=number),
        thread=f"thread-{number // 70}" if number % 10 == 0 else None,
    )


if __name__ == "__main__":
    main()
