"""`parked`: what could not be read is listed, and read again once its cause is mended."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from bot.ports import Delivery
from storage.engine import connect
from storage.queue import make_queue
from storage.uow import SqlUnitOfWork
from tests.cli.conftest import Terminal
from tests.world import SOURCE_SECRET

AT = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
WEB = {"MUSTER_SOURCE_WEB_SECRET": SOURCE_SECRET}


async def park(url: str, *arrivals: tuple[str, str, bytes]) -> None:
    """Park arrivals of these sources, for these reasons."""
    engine, queue = connect(url), make_queue(url)
    async with queue.open_async(), SqlUnitOfWork(engine, queue) as uow:
        for source, reason, raw in arrivals:
            delivery = Delivery(source=source, delivery_id=reason, raw=raw, received_at=AT)
            await uow.deliveries.park(delivery, reason)
        await uow.commit()
    await engine.dispose()


def parked(terminal: Terminal, *arguments: str) -> tuple[int, list[str], str]:
    done = terminal.muster("parked", *arguments, **WEB)
    return done.returncode, done.stdout.splitlines(), done.stderr


def test_what_is_parked_is_listed_without_its_words_and_put_back(terminal: Terminal, database_url: str) -> None:
    assert parked(terminal) == (0, ["Nothing is parked."], "")
    said = b'{"text": "It swells."}'
    asyncio.run(
        park(database_url, ("web", "text is \x1b[2J“x”", said), ("feed", "no words", said), ("web", "old", b""))
    )
    code, lines, _ = parked(terminal)
    assert (code, lines[:3]) == (
        0,
        [
            "3  web  2026-11-18 12:00 UTC  bytes erased  old",
            "2  feed  2026-11-18 12:00 UTC  22 bytes  no words",
            "1  web  2026-11-18 12:00 UTC  22 bytes  text is [2J“x”",
        ],
    )
    assert len(parked(terminal, "--source", "feed")[1]) == 2
    code, lines, _ = parked(terminal, "--retry", "2")
    assert (code, lines[0]) == (1, "0 put back; a worker reads them as soon as it runs.")
    assert lines[1].startswith("2 (feed) stays: nobody pushed it")
    code, lines, _ = parked(terminal, "--retry", "all")
    assert (code, len(lines), lines[0]) == (0, 3, "1 put back; a worker reads them as soon as it runs.")
    assert len(parked(terminal)[1]) == 3
    assert parked(terminal, "--retry", "1")[::2] == (
        2,
        "No arrival 1 is parked. `python -m bot parked` lists those that are.\n",
    )
    assert "is no number of an arrival" in parked(terminal, "--retry", "one")[2]
