"""Hostile and broken upstreams beside good ones, all asked at once by one Muster: each is told of or parked with its
reason, none stops another, and the doors stay quick."""

from __future__ import annotations

import asyncio
import gzip
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import text

from bot import listeners as asking
from bot.bootstrap import Muster, SystemClock, assemble
from bot.domain.mention import Arrived
from bot.listeners import listeners
from bot.muster_file import MusterFile
from bot.ports import Polled, PollSource, SourceState
from bot.server import make_server
from bot.settings import Environment
from sandbox.serving import serve
from sources.base import Delivery
from sources.bluesky.position import Position, microseconds
from sources.mastodon.followed import Followed
from tests.builders import rows, until
from tests.world import SOURCE_SECRET

MANY = 50_000_000
HEAD = b"<rss version='2.0'><channel><title>Shop</title>"
TAIL = b"</channel></rss>"


def item(number: int, words: bytes = b"The kettle leaks.") -> bytes:
    return b"<item><guid>%d</guid><description>%s</description></item>" % (number, words)


def feed(*items: bytes) -> bytes:
    return HEAD + b"".join(items) + TAIL


def answer(body: bytes, *headers: bytes, status: bytes = b"200 OK", length: int | None = None) -> bytes:
    said = b"content-length: %d" % (len(body) if length is None else length)
    return b"\r\n".join([b"HTTP/1.1 " + status, said, b"connection: close", *headers, b"", body])


DTD = b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss version="2.0"><x>&b;</x></rss>'
MANY_ATTRIBUTES = b"<item " + b" ".join(b"a%d='x'" % number for number in range(20_000)) + b"/>"

ANSWERS = {
    "dtd": answer(DTD),
    "dtd-utf7": answer(b'<?xml version="1.0" encoding="utf-7"?>' + DTD.decode().encode("utf-7")),
    "packed": answer(gzip.compress(bytes(MANY)), b"content-encoding: gzip"),
    "flood": answer(feed(*(item(number) for number in range(10_000)))),
    "nested": answer(feed(b"<x>" * 100_000)),
    "attributes": answer(feed(MANY_ATTRIBUTES)),
    "page": answer(b"<!DOCTYPE html><html><body>We are back soon.</body></html>"),
    "json": answer(b"<html>We are back soon.</html>"),
    "inside": answer(b"", b"location: http://127.0.0.1:1/feed", status=b"302 Found"),
    "metadata": answer(b"", b"location: http://169.254.169.254/latest", status=b"302 Found"),
    "cut": answer(feed(item(1))[:90], length=5_000),
    "no-http": b"SSH-2.0-OpenSSH_9.2\r\n",
}
TROUBLES = {
    "dtd": "brings a DTD",
    "dtd-utf7": "brings a DTD",
    "endless": "more than 5,242,880 bytes",
    "packed": "more than 5,242,880 bytes",
    "flood": "more than 2,000 entries",
    "nested": "tags; 100,000 is the limit",
    "attributes": "more than 500 attributes",
    "page": "a web page, no feed",
    "json": "does not answer as Mastodon does",
    "inside": "not in the open internet",
    "metadata": "not in the open internet",
    "cut": "broke off its answer",
    "no-http": "broke off its answer",
    "faulty": "The connector broke (ZeroDivisionError)",
}
"""What the operator is told of each."""

FEEDS = {
    "good": feed(item(1), item(2)),
    "latin": b'<?xml version="1.0" encoding="utf-8"?>' + feed(item(3, "na\u00efve".encode("latin-1"))),
    "undated": feed(b"<item><description>It hisses.</description></item>"),
    "bomb": feed(item(4, b"&lt;div&gt;" * 10_001), item(5)),
    "after-mail": feed(item(6)),
    "after-bluesky": feed(item(7)),
    "after-mastodon": feed(item(8)),
}
GIVEN = {"good": 2, "latin": 1, "undated": 1, "bomb": 1, "after-mail": 1, "after-bluesky": 1, "after-mastodon": 1}
"""How many mentions come from each of the others."""

CURSORS = {
    "mail": '{"validity": 7, "uid": 12, "at": "2999-01-01T00:00:00+00:00"}',
    "bluesky": '{"upto": 9007199254740991, "given": {"a": 1}}',
    "mastodon": '{"upto": {"tag/kettle": "999999999999999999999"}, "watched": {"1": ""}}',
    "rss": '{"etag": "x", "modified": "x", "at": 8589934591, "seen": {"a": "b"}}',
}
"""As connectors of each kind write them, those with a moment far in the future."""


async def play(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer as the first part of the path says."""
    name = (await reader.readuntil(b"\r\n\r\n")).split()[1].decode().split("/")[1]
    if name == "slow":
        writer.write(b"HTTP/1.1 200 OK\r\n")
        await reader.read()
    elif name == "endless":
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % MANY)
        for _ in range(MANY // 100_000):
            writer.write(b" " * 100_000)
            try:
                await writer.drain()
            except OSError:
                break
    else:
        writer.write(ANSWERS.get(name) or answer(FEEDS[name]))
    writer.close()


@dataclass
class Faulty:
    """Fulfils `bot.ports.PollSource`, badly."""

    name: str = "faulty"
    every: timedelta = timedelta(minutes=5)

    async def poll(self, cursor: str | None, *, now: datetime) -> Polled:
        raise ZeroDivisionError("the password is hunter2")


@dataclass
class FaultyAtTheDoor:
    """Fulfils `sources.base.PushSource`, as badly."""

    name: str = "pushed"

    def verify(self, headers: Mapping[str, str], raw: bytes) -> Delivery:
        return Delivery(id="d-1", sent_at=datetime.now(UTC))

    def parse(self, raw: bytes, *, received_at: datetime, kind: str = "") -> Arrived:
        raise ZeroDivisionError("hunter2")


@asynccontextmanager
async def hostile_world(database_url: str, file: MusterFile) -> AsyncIterator[Muster]:
    """Muster among all of them."""
    server = await asyncio.start_server(play, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    feeds = [*FEEDS, "endless", "slow", *(name for name in ANSWERS if name != "json")]
    sources = {name: {"kind": "rss", "url": f"{url}/{name}", "internal": True} for name in feeds}
    sources["json"] = {"kind": "mastodon", "server": f"{url}/json", "hashtags": ["kettle"], "internal": True}
    sources["web"] = {"kind": "webhook"}
    secrets = {"web": {"SECRET": SOURCE_SECRET}}
    async with (
        server,
        assemble(Environment(), file, database_url, clock=SystemClock(), sources=sources, secrets=secrets) as muster,
    ):
        yield replace(muster, sources={**muster.sources, "faulty": Faulty(), "pushed": FaultyAtTheDoor()})


async def test_none_of_them_stops_another_and_the_doors_stay_quick(
    database_url: str, muster_file: MusterFile, capsys: pytest.CaptureFixture[str]
) -> None:
    async with hostile_world(database_url, muster_file) as muster, serve(make_server(muster, None)) as door:
        async with muster.uow() as uow:
            for kind in ("mail", "bluesky", "mastodon"):
                state = SourceState(name=f"after-{kind}", cursor=CURSORS[kind])
                await uow.sources.keep(state, read_from=None)
            await uow.commit()

        async def all_but_the_slow_one_were_asked() -> bool:
            asked = await rows(muster, "SELECT name FROM sources WHERE asked_at IS NOT NULL")
            return len(asked) == len(TROUBLES) + len(FEEDS)

        async def doors() -> float:
            slowest = 0.0
            async with httpx.AsyncClient(base_url=door, trust_env=False) as http:
                while True:
                    started = time.perf_counter()
                    assert (await http.get("/healthz")).status_code == 200
                    slowest = max(slowest, time.perf_counter() - started)
                    if await all_but_the_slow_one_were_asked():
                        return slowest

        async with listeners(muster):
            slowest = await asyncio.wait_for(doors(), 60)
        health = (await muster.health()).sources
        told = {name: one.problem or "" for name, one in health.items() if one.failures}
        assert told.keys() == TROUBLES.keys()
        for name, why in TROUBLES.items():
            assert why in told[name], name
        mentions = dict(await rows(muster, "SELECT source, count(*) FROM mentions GROUP BY 1"))
        assert mentions == GIVEN
        parked = await rows(muster, "SELECT source, error FROM deliveries WHERE state = 'parked'")
        assert [source for source, _ in parked] == ["bomb"]
        assert "tags of HTML" in parked[0][1]
        assert slowest < 2, "Slack waits three seconds for an answer"
        logged = capsys.readouterr().out
        assert "source broke" in logged
        assert "test_bad_input.py" in logged
        assert "hunter2" not in f"{told}{logged}", "an error from outside may hold a secret"


async def test_a_push_that_breaks_the_connector_is_kept(database_url: str, muster_file: MusterFile) -> None:
    async with hostile_world(database_url, muster_file) as muster, serve(make_server(muster, None)) as door:
        async with httpx.AsyncClient(base_url=door, trust_env=False) as http:
            told = await http.post("/sources/pushed", content=b"{}")
        assert told.status_code == 500
        assert "It is kept" in told.json()["message"]
        kept = await rows(muster, "SELECT state, error, raw FROM deliveries")
        assert kept == [("parked", "The connector broke (ZeroDivisionError).", b"{}")]


def test_a_cursor_of_another_kind_or_of_the_future_is_none() -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    for cursor in CURSORS.values():
        assert microseconds(now - timedelta(hours=1)) < Position.read(cursor, now).upto < microseconds(now)
        assert not Followed.read(cursor, now).upto


@dataclass
class Counted:
    """Fulfils `bot.ports.PollSource`: notes who asks."""

    asked: list[str]
    by: str
    name: str = "counted"
    every: timedelta = timedelta(milliseconds=20)

    async def poll(self, cursor: str | None, *, now: datetime) -> Polled:
        self.asked.append(self.by)
        return Polled(cursor=f"{now:%s%f}")


async def test_one_of_two_replicas_asks_and_another_goes_on_where_it_was_killed(
    database_url: str, muster_file: MusterFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "TURN", 0.05)
    asked: list[str] = []

    def replica(muster: Muster, name: str) -> Muster:
        source: PollSource = Counted(asked, name)
        return replace(muster, sources={"counted": source})

    async def asked_times(number: int) -> bool:
        return len(asked) >= number

    async with hostile_world(database_url, muster_file) as muster, listeners(replica(muster, "first")):
        await until(lambda: asked_times(1))
        async with listeners(replica(muster, "second")):
            await until(lambda: asked_times(10))
            assert set(asked) == {"first"}
            async with muster.engine.begin() as connection:
                await connection.execute(_KILL)
            await until(lambda: asked_times(20))
        asked.clear()
        await until(lambda: asked_times(2))
        assert set(asked) == {"first"}, "who leaves lets the other one go on"


_KILL = text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted")
