"""Mentions in the order in which they were posted, however many there are and in whatever order they come."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from bot.domain.mention import Author, Mention

_COLUMNS = "source, external_id, posted_at, text, handle, name, url, reach, thread"


class InOrder:
    """Mentions on disk rather than in memory: in a nameless file that goes with this object. Of those with the same
    identity the first is kept."""

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None)
        self._file.execute(f"create table mentions ({_COLUMNS}, primary key (source, external_id))")
        self._file.execute("begin")
        self._kept = 0

    def __len__(self) -> int:
        return self._kept

    def add(self, mention: Mention) -> bool:
        """Keep a mention; whether it was new."""
        author = mention.author
        row = (
            mention.source,
            mention.external_id,
            mention.posted_at.isoformat(timespec="microseconds"),
            mention.text,
            author and author.handle,
            author and author.name,
            mention.url,
            mention.reach,
            mention.thread,
        )
        marks = ", ".join("?" * len(row))
        added = self._file.execute(f"insert or ignore into mentions values ({marks})", row).rowcount  # noqa: S608
        self._kept += added
        return bool(added)

    def __iter__(self) -> Iterator[Mention]:
        """All of them by time; those of the same moment in the order in which they came."""
        rows = self._file.execute(f"select {_COLUMNS} from mentions order by posted_at, rowid")  # noqa: S608
        for source, external_id, posted_at, text, handle, name, url, reach, thread in rows:
            yield Mention(
                source=source,
                external_id=external_id,
                text=text,
                author=Author(source=source, handle=handle, name=name) if handle else None,
                posted_at=datetime.fromisoformat(posted_at),
                url=url,
                reach=reach,
                thread=thread,
            )

    def close(self) -> None:
        """Give the disk back."""
        self._file.close()
