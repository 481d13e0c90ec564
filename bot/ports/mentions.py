"""Where mentions are kept, and the raw arrivals that they are read from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.growth import Growth
from bot.domain.mention import KeptMention, Mention, MentionId
from bot.domain.priority import Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One raw arrival at a source."""

    source: str
    delivery_id: str
    raw: bytes
    received_at: datetime
    kind: str = ""


class Mentions(Protocol):
    """What was said outside."""

    async def first_of(self, case_id: CaseId) -> Mention:
        """The words of `first_kept_of`."""

    async def first_kept_of(self, case_id: CaseId) -> KeptMention:
        """The mention that a case was opened for. One that was merged shows that of the case that it went on in."""

    async def of_case(
        self, case_id: CaseId, *, among: Collection[MentionId] | None = None, limit: int | None = None
    ) -> list[KeptMention]:
        """The mentions of a case, newest first; only those `among` these, at most so many."""

    async def first_texts(self, cases: Collection[CaseId], limit: int) -> dict[CaseId, list[str]]:
        """What was said first in each of these cases, at most so many texts."""

    async def merge(self, one: CaseId, into: CaseId) -> None:
        """Count the mentions of a case to another one, each knowing which case it came with."""

    async def part(self, case_id: CaseId, one: CaseId) -> int:
        """Give the mentions that came with `one` last back to it; returns how many they are."""

    async def split(self, mentions: Collection[MentionId], case_id: CaseId) -> None:
        """Count mentions to a new case that is made of them."""

    async def get(self, mention: MentionId) -> Mention:
        """One mention."""

    async def newest_like(self, mention: MentionId) -> Mention:
        """The newest mention in the case of this one by the same author; itself where there is none."""

    async def others_named(self, names: Collection[str], not_in: CaseId) -> frozenset[str]:
        """Those of these names, in the form of `folded_name`, that belong to somebody who wrote outside, and to
        nobody who wrote in this case."""

    async def spreads(self, cases: Collection[CaseId], since: datetime) -> dict[CaseId, Spread]:
        """How far each of these cases has spread; its mentions count as recent from `since` on."""

    async def growth(self, case_id: CaseId) -> Growth:
        """How the mentions of a case came in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parked:
    """A raw arrival that nobody could read: where from, why, and how many of its bytes are kept still."""

    number: int
    source: str
    received_at: datetime
    reason: str
    bytes_kept: int


class Deliveries(Protocol):
    """Raw arrivals, kept until they are read; those that cannot be read are parked with the reason."""

    async def add(self, delivery: Delivery) -> int | None:
        """Keep an arrival to be read; None where it arrived before. One that was parked is taken anew."""

    async def park(self, delivery: Delivery, error: str) -> None:
        """Keep an arrival that cannot be read, with the reason."""

    async def get(self, delivery: int) -> Delivery | None:
        """An arrival that still waits to be read; None where it was read already."""

    async def read(self, delivery: int) -> None:
        """Note that an arrival was read."""

    async def give_up(self, delivery: int, error: str) -> None:
        """Park an arrival that turned out to be unreadable."""

    async def parked(self, source: str | None) -> list[Parked]:
        """What is parked, of one source or of all, the newest first."""

    async def take_up(self, delivery: int) -> bool:
        """Let a parked arrival whose bytes are kept wait to be read again; False where it is none any more."""
