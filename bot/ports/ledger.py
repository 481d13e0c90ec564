"""The ledger as it is booked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.credit import Adjustment, Entry, Share
from bot.domain.credit.adjusting import Key
from bot.domain.period import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedSeason:
    """A month of which nothing changes any more, with the hash of all that it shows."""

    name: Month
    closed_at: datetime
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """The shares of closed seasons that later voids may have changed, by whole pairs; the cases that pay no more
    for a season, each with it; and what earlier seasons have shown of that already."""

    frozen: Sequence[Share]
    gone: frozenset[tuple[Month, str]]
    booked: Mapping[tuple[Month, Key], int]


class Ledger(Protocol):
    """Credit as it is booked: derived from the cases, and made anew from them at any time."""

    async def hold(self) -> None:
        """Let nobody else write to the ledger until this unit of work ends, and let all that it reads be of one
        moment. Nothing may have been read before."""

    async def open_since(self) -> Month | None:
        """The first season that is not closed, None before anything was signed off."""

    async def open_seasons(self) -> list[Month]:
        """The seasons that hold entries and are not closed, the earliest first."""

    async def closed(self) -> list[ClosedSeason]:
        """The seasons that are closed, the earliest first."""

    async def book(self, season: Month, entries: Collection[Entry]) -> bool:
        """Let these be all entries of an open season, and sum them up anew; False where nothing changed."""

    async def sum_up(self, season: Month) -> None:
        """Add the entries of a season up anew."""

    async def close(self, season: ClosedSeason) -> None:
        """Let nothing of a season change any more."""

    async def entries(
        self, *, season: Month | None = None, case: str | None = None, member: str | None = None
    ) -> list[Entry]:
        """Entries by season, case, slot and member; only those of a season, a case or a member where one is given."""

    async def unsettled(self, season: Month) -> Unsettled:
        """What adjustments are computed from that are shown in this season, the one that runs."""

    async def adjust(self, season: Month, adjusted: Iterable[Adjustment]) -> None:
        """Let these be all adjustments that an open season shows."""

    async def adjustments(
        self, *, season: Month | None = None, case: str | None = None, member: str | None = None
    ) -> list[tuple[Month, Adjustment]]:
        """Adjustments, each with the season that shows it; only those of a season, a case or a member where given."""
