"""Where in the stream we are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sources.polling import read_cursor, write_cursor

OVERLAP = timedelta(seconds=5)
"""How far before the last known event the stream is read again: events of one moment may come in any order."""

FIRST_LOOK = timedelta(minutes=10)
"""How far back a source looks that has never looked before."""

AHEAD = timedelta(minutes=1)
"""How far ahead of ours the stream's clock may be."""

MARKS_LIMIT = 10_000
"""Events that a cursor holds; a stream whose clock stands still would let it grow without end."""


@dataclass(slots=True)
class Position:
    """`upto` is the latest event's time in microseconds; `given` has the time of each event within the overlap that
    concerned us, by its mark."""

    upto: int
    given: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, cursor: str | None, now: datetime) -> Position:
        """What a cursor says; one that is none of ours, or of the future, counts for none."""
        held = read_cursor(cursor)
        upto, given = held.get("upto"), held.get("given")
        if not isinstance(upto, int) or not 0 < upto <= microseconds(now + AHEAD):
            return cls(microseconds(now - FIRST_LOOK))
        marks = given.items() if isinstance(given, dict) else ()
        return cls(upto, {mark: at for mark, at in marks if isinstance(at, int)})

    @property
    def start(self) -> int:
        """From where on the stream is to be read, in microseconds."""
        return max(self.upto - OVERLAP // timedelta(microseconds=1), 1)

    def take(self, event: str, at: int) -> bool:
        """Note an event that is given now. Returns whether it was not given before."""
        mark = hashlib.sha256(event.encode(errors="replace")).hexdigest()[:16]
        new = mark not in self.given
        self.given[mark] = at
        return new

    def written(self) -> str:
        """The cursor, with no more than the next overlap needs."""
        kept = [(mark, at) for mark, at in self.given.items() if at >= self.start]
        return write_cursor({"upto": self.upto, "given": dict(kept[-MARKS_LIMIT:])})


def microseconds(moment: datetime) -> int:
    """Since 1970, as Jetstream counts."""
    return (moment - datetime.fromtimestamp(0, UTC)) // timedelta(microseconds=1)


def moment_of(given: int) -> datetime:
    """The moment so many microseconds after 1970."""
    return datetime.fromtimestamp(0, UTC) + timedelta(microseconds=given)
