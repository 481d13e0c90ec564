"""What a cursor of Mastodon holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sources.mastodon.reading import as_id
from sources.polling import read_cursor, write_cursor

WATCHED = 400
"""Statuses that are looked at again until others take their place."""

_AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Followed:
    """For each timeline the id up to which it is read, and the statuses that are looked at again, the longest unseen
    first, each with its last edit."""

    upto: dict[str, str] = field(default_factory=dict)
    watched: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, cursor: str | None, now: datetime) -> Followed:
        """What a cursor says; of one that is none of ours, or of the future, nothing."""
        held = read_cursor(cursor)
        upto, watched = held.get("upto"), held.get("watched")
        return cls(
            {place: at for place, at in _strings(upto) if as_id(at) and not _is_ahead(at, now)},
            {known: edit for known, edit in _strings(watched) if as_id(known)},
        )

    def written(self) -> str:
        """The cursor."""
        return write_cursor({"upto": self.upto, "watched": self.watched})

    def reached(self, place: str, upto: str | None) -> Followed:
        """Read up to here."""
        return replace(self, upto={**self.upto, place: upto}) if upto else self

    def seen(self, statuses: Iterable[tuple[str, str]]) -> Followed:
        """These, with their last edit, were just seen: they are looked at again after all others."""
        just = dict(statuses)
        order = [*(one for one in self.watched.items() if one[0] not in just), *just.items()]
        return replace(self, watched=dict(order[-WATCHED:]))

    def without(self, gone: Iterable[str]) -> Followed:
        """These are looked at no more."""
        left = set(gone)
        return replace(self, watched={known: edit for known, edit in self.watched.items() if known not in left})


def _strings(given: object) -> list[tuple[str, str]]:
    pairs = given.items() if isinstance(given, dict) else ()
    return [(key, value) for key, value in pairs if isinstance(value, str)]


def _is_ahead(upto: str, now: datetime) -> bool:
    """Whether an id is one of the future: Mastodon's own are milliseconds with sixteen bits behind them."""
    if not upto.isdecimal() or len(upto) < 17:
        return False
    milliseconds = int(upto) >> 16
    limit = (now + _AHEAD - datetime.fromtimestamp(0, UTC)) // timedelta(milliseconds=1)
    return milliseconds > limit
