"""Where mentions are kept, and the raw arrivals that they are read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.mention import Mention, MentionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One raw arrival at a source."""

    source: str
    delivery_id: str
    raw: bytes
    received_at: datetime


class Mentions(Protocol):
    """What was said outside."""

    async def add(self, mention: Mention, arrived_at: datetime) -> MentionId | None:
        """Store a mention; None where it is known already."""

    async def add_many(self, mentions: Sequence[Mention], arrived_at: datetime) -> int:
        """Store mentions that open no case. Returns how many were new."""

    async def attach(self, mention: MentionId, case_id: CaseId) -> None:
        """Count a mention to a case."""

    async def first_of(self, case_id: CaseId) -> Mention:
        """The mention that a case was opened for."""

    async def count_authors(self, case_id: CaseId) -> int:
        """How many different people wrote the mentions of a case; unknown ones count one each."""


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
