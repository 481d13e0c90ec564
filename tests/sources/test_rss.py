"""Feeds, over HTTP on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

import httpx
import pytest
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.domain.mention import Author, Mention
from sandbox.serving import serve
from sources.errors import SourceFailed
from sources.fetching import Fetched
from sources.rss import CONNECTOR
from sources.rss.polling import AT_ONCE, BYTE_LIMIT, FeedSource
from sources.rss.reading import ENTRY_LIMIT, read_feed
from tests.sources.contract import PollContract, PollRehearsal, Trouble, drained, ids

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
XML = '<?xml version="1.0" encoding="utf-8"?>'


class FeedUpstream:
    """A site with one RSS feed that shows its newest entry first and knows its versions."""

    def __init__(self) -> None:
        self.items: list[dict[str, str]] = []
        self.asked: list[int] = []
        self.how: Trouble | None = None
        self.body: bytes | None = None
        self.url = ""

    async def answer(self, request: Request) -> Response:
        if self.how is not None:
            return _troubled(self.how)
        body = self.body if self.body is not None else self._feed()
        etag = f'"{hash(body)}"'
        unchanged = request.headers.get("if-none-match") == etag
        self.asked.append(304 if unchanged else 200)
        return Response(status_code=304) if unchanged else Response(body, headers={"etag": etag})

    def _feed(self) -> bytes:
        items = "".join(
            "<item>" + "".join(f"<{key}>{value}</{key}>" for key, value in item.items()) + "</item>"
            for item in reversed(self.items)
        )
        return f'{XML}<rss version="2.0"><channel><title>Shop</title>{items}</channel></rss>'.encode(errors="replace")

    async def say(self, text: str) -> str:
        guid = f"https://shop.example/{len(self.items)}"
        date = format_datetime(NOW + timedelta(minutes=len(self.items)))
        self.items.append({"guid": guid, "description": _written(text), "pubDate": date})
        return guid

    async def change(self, external_id: str, text: str) -> bool:
        item = next(one for one in self.items if one["guid"] == external_id)
        item["description"] = _written(text)
        return True

    async def take_back(self, external_id: str) -> bool:
        return False

    async def spoil(self) -> bool:
        self.items.append({"guid": "empty", "pubDate": format_datetime(NOW)})
        return True

    async def trouble(self, how: Trouble | None) -> bool:
        self.how = how
        return True


def _written(text: str) -> str:
    return escape("".join(c for c in text if c >= " ")) if "<" in text else escape(escape(text.replace("\x00", "")))


def _troubled(how: Trouble) -> Response:
    match how:
        case "busy":
            return Response(status_code=429, headers={"retry-after": "7"})
        case "down":
            return Response(status_code=500)
        case "refuses":
            return Response(status_code=403)
        case "garbage":
            return PlainTextResponse("{}")


@pytest.fixture
async def upstream() -> AsyncIterator[FeedUpstream]:
    """A site that serves one feed at /feed, and sends /moved inside."""
    site = FeedUpstream()
    moved = Route("/moved", lambda request: RedirectResponse("http://localhost:1/feed"))
    async with serve(Starlette(routes=[Route("/feed", site.answer), moved])) as url:
        site.url = f"{url}/feed"
        yield site


class TestContract(PollContract):
    """A feed keeps what every source keeps."""

    @pytest.fixture
    async def rehearsal(self, upstream: FeedUpstream) -> PollRehearsal:
        return PollRehearsal(connector=CONNECTOR, settings={"url": upstream.url, "internal": True}, upstream=upstream)


def source(upstream: FeedUpstream) -> FeedSource:
    return FeedSource("shop", upstream.url, internal=True, every_minutes=15)


async def test_a_feed_that_has_not_changed_is_not_sent_again(upstream: FeedUpstream) -> None:
    await upstream.say("The kettle leaks.")
    kept = await drained(source(upstream), None)
    assert (await drained(source(upstream), kept.cursor)).cursor == kept.cursor
    assert upstream.asked == [200, 304]


async def test_a_long_feed_comes_in_parts_and_whole(upstream: FeedUpstream) -> None:
    said = [await upstream.say(f"Kettle {number} leaks.") for number in range(AT_ONCE + 5)]
    first = await source(upstream).poll(None, now=NOW)
    assert first.more
    assert len(ids(first)) == AT_ONCE
    assert [*ids(first), *ids(await drained(source(upstream), first.cursor))] == said


async def test_half_a_feed_gives_what_it_holds_and_the_rest_later(upstream: FeedUpstream) -> None:
    said = [await upstream.say(f"Kettle {number} leaks.") for number in range(3)]
    whole = upstream._feed()
    upstream.body = whole[: whole.index(b"<item>", whole.index(b"<item>") + 1)]
    half = await drained(source(upstream), None)
    assert ids(half) == said[-1:]
    upstream.body = None
    assert ids(await drained(source(upstream), half.cursor)) == said[:-1]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "no RSS or Atom feed"),
        (b"<html><body>Hello</body></html>", "no RSS or Atom feed"),
        (b"<!DOCTYPE html><html></html>", "a web page, no feed"),
        (b"\x00\xff" * 100, "no RSS or Atom feed"),
        (b"/etc/passwd", "no RSS or Atom feed"),
        (b'<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss version="2.0"/>', "brings a DTD"),
        (b'<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss version="2.0"/>', "brings a DTD"),
        (b"<a>" * 200_000, "200,000 tags"),
        (b"x" * (BYTE_LIMIT + 1), "more than 5,242,880 bytes"),
        (b'<rss version="2.0"><channel>' + b"<item/>" * (ENTRY_LIMIT + 1) + b"</channel></rss>", "2,000 entries"),
    ],
)
async def test_what_is_no_feed_is_said_so(upstream: FeedUpstream, body: bytes, why: str) -> None:
    upstream.body = body
    with pytest.raises(SourceFailed, match=why):
        await source(upstream).poll(None, now=NOW)


async def test_a_redirect_inside_is_refused(upstream: FeedUpstream) -> None:
    upstream.url = upstream.url.replace("/feed", "/moved")
    with pytest.raises(SourceFailed, match="not in the open internet"):
        await source(upstream).poll(None, now=NOW)


def _rss(item: str) -> str:
    return f'<rss version="2.0"><channel><title>x</title><item>{item}</item></channel></rss>'


ATOM = f"""{XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>Shop</title>
<entry><id>urn:1</id>
<title type="html">Kettle &amp;amp;lt; pot</title>
<published>2026-03-01T08:00:00+01:00</published>
<updated>2026-03-02T08:00:00Z</updated><link href="https://shop.example/1"/><author><name>Ann</name></author>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>It <b>leaks</b> &amp; hisses</p></div></content></entry>
<entry><summary type="text">a &lt;b&gt; c</summary></entry></feed>"""


def read(body: bytes, kind: str = "application/xml") -> list[Mention]:
    """What a feed says at its first poll."""
    fetched = Fetched(status=200, url="https://x.example/", headers=httpx.Headers({"content-type": kind}), body=body)
    return [entry.mention("shop", now=NOW, changed_since=None) for entry in read_feed(fetched, NOW).entries]


def test_atom_is_read_with_all_it_says() -> None:
    first, second = read(ATOM.encode())
    assert first == Mention(
        source="shop",
        external_id="urn:1",
        text="Kettle &lt; pot\n\nIt leaks & hisses",
        author=Author(source="shop", handle="Ann"),
        posted_at=datetime(2026, 3, 1, 7, tzinfo=UTC),
        edited_at=datetime(2026, 3, 2, 8, tzinfo=UTC),
        url="https://shop.example/1",
    )
    assert second.text == "a <b> c"
    assert second.posted_at == NOW
    assert second == read(ATOM.encode())[1], "without an id its words are its identity"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (_rss("<title>naïve 漢字</title>").encode("utf-16"), "naïve 漢字"),
        (_rss("<title>naïve</title>").encode("latin-1"), "naïve"),
        (_rss("<title>A &amp;amp; B</title>").encode(), "A & B"),
        (_rss("<title>T</title><description>T goes on</description>").encode(), "T goes on"),
        (_rss("<guid>g</guid><title>T</title><pubDate>yesterday</pubDate>").encode(), "T"),
        (_rss(f"<guid>{'g' * 600}</guid><title>T</title>").encode(), "T"),
        (_rss("<title>T</title><link>javascript:alert(1)</link>").encode(), "T"),
        (
            _rss("<description>&lt;script&gt;x&lt;/script&gt;&lt;p&gt;a&lt;br&gt;b&lt;/p&gt;</description>").encode(),
            "a\nb",
        ),
    ],
)
def test_words_are_read_however_they_are_written(body: bytes, text: str) -> None:
    (mention,) = read(body)
    assert mention.text == text
    assert mention.url is None


def test_a_change_without_a_date_of_its_own_is_dated_now() -> None:
    fetched = Fetched(status=200, url="https://x.example/", headers=httpx.Headers(), body=ATOM.encode())
    entry = read_feed(fetched, NOW).entries[0]
    assert entry.mention("shop", now=NOW, changed_since=NOW - timedelta(hours=1)).edited_at == NOW


@pytest.mark.parametrize("url", ["file:///etc/passwd", "https://ann:pw@shop.example/", "http://2130706433/", "shop"])
def test_an_address_that_is_never_asked_is_refused_in_the_settings(url: str) -> None:
    with pytest.raises(ValidationError, match="no address that Muster asks"):
        CONNECTOR.settings.model_validate({"kind": "rss", "url": url})
