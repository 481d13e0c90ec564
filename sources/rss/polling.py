"""A feed, asked again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.errors import BadInput
from bot.domain.mention import Arrived, Mention
from sources.base import Polled, Unreadable
from sources.fetching import Fetching
from sources.polling import read_cursor, write_cursor
from sources.rss.reading import Entry, Feed, read_feed

BYTE_LIMIT = 5 * 1024 * 1024
"""Bytes of a feed, unpacked."""

AT_ONCE = 300
"""Entries that one poll gives."""

LABEL_LIMIT = 500
"""Characters of an `ETag` or a `Last-Modified`; longer ones are not sent back."""


class FeedSource:
    """The source `name`, an RSS or Atom feed at `url`."""

    def __init__(self, name: str, url: str, *, internal: bool, every_minutes: int) -> None:
        self.name = name
        self.every = timedelta(minutes=every_minutes)
        self._url = url
        self._fetching = Fetching(home=url, internal=internal, byte_limit=BYTE_LIMIT)

    async def poll(self, cursor: str | None, *, now: datetime) -> Polled:
        """The entries that are new or changed, the oldest first. Raises SourceBusy, SourceFailed."""
        known = _Known.read(cursor)
        fetched = await self._fetching.get(self._url, headers=_ACCEPTED, etag=known.etag, modified=known.modified)
        if fetched.unchanged:
            return Polled(cursor=cursor)
        feed = await asyncio.to_thread(read_feed, fetched, now)
        news = [entry for entry in feed.entries if known.seen.get(entry.mark) != entry.content]
        given, left = news[:AT_ONCE], news[AT_ONCE:]
        whole = not left and not feed.broken
        kept = _Known(
            etag=fetched.headers.get("etag", "")[:LABEL_LIMIT] if whole else "",
            modified=fetched.headers.get("last-modified", "")[:LABEL_LIMIT] if whole else "",
            at=now,
            seen=_seen(feed, known, given),
        )
        mentions, unreadable = await asyncio.to_thread(self._read, given, known, now)
        return Polled(
            arrived=Arrived(mentions=tuple(mentions)),
            unreadable=tuple(unreadable),
            cursor=kept.written(),
            more=bool(left),
        )

    def _read(self, entries: Iterable[Entry], known: _Known, now: datetime) -> tuple[list[Mention], list[Unreadable]]:
        mentions: list[Mention] = []
        unreadable: list[Unreadable] = []
        for entry in entries:
            changed = entry.mark in known.seen
            try:
                mentions.append(entry.mention(self.name, now=now, changed_since=known.at if changed else None))
            except BadInput as error:
                unreadable.append(Unreadable(id=f"{entry.mark}.{entry.content}", raw=entry.raw, reason=str(error)))
        return mentions, unreadable


_ACCEPTED = {"accept": "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What a cursor says of the last poll: when it was, what the server called that version of the feed, and for each
    entry in it a hash of its identity with one of its content."""

    etag: str
    modified: str
    at: datetime
    seen: dict[str, str]

    @classmethod
    def read(cls, cursor: str | None) -> _Known:
        held = read_cursor(cursor)
        etag, modified, at, seen = (held.get(key) for key in ("etag", "modified", "at", "seen"))
        if not (isinstance(at, int) and 0 <= at < 2**33 and isinstance(seen, dict)):
            return cls(etag="", modified="", at=datetime.fromtimestamp(0, UTC), seen={})
        return cls(
            etag=etag if isinstance(etag, str) else "",
            modified=modified if isinstance(modified, str) else "",
            at=datetime.fromtimestamp(at, UTC),
            seen={mark: content for mark, content in seen.items() if isinstance(content, str)},
        )

    def written(self) -> str:
        return write_cursor(
            {"etag": self.etag, "modified": self.modified, "at": int(self.at.timestamp()), "seen": self.seen}
        )


def _seen(feed: Feed, known: _Known, given: list[Entry]) -> dict[str, str]:
    """What is known of the entries that the feed holds now; of a broken feed, of those before it too."""
    held = {entry.mark for entry in feed.entries}
    before = {mark: content for mark, content in known.seen.items() if feed.broken or mark in held}
    return {**before, **{entry.mark: entry.content for entry in given}}
