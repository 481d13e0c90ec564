"""Where it is kept what was tried and did not work."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.attempt import Attempt
from bot.domain.people import MemberId


class Attempts(Protocol):
    """What people tried, and what they learned of it."""

    async def add(self, attempt: Attempt, identity: str) -> int | None:
        """Keep an attempt; returns its number, None where one with this identity is kept already."""

    async def get(self, number: int) -> Attempt | None:
        """An attempt, if there is one of this number."""

    async def honour(self, number: int, by: MemberId, at: datetime) -> bool:
        """Let a digest tell of an attempt; False where somebody honoured it before."""

    async def honoured(self, community: str, start: datetime, end: datetime) -> list[Attempt]:
        """What was honoured from `start` until before `end` of a community's cases, oldest first; void cases count
        for nothing."""

    async def waiting(self, community: str, start: datetime, end: datetime, most: int) -> list[Attempt]:
        """What was tried from `start` until before `end` in a community's cases and nobody has honoured yet, oldest
        first; void cases count for nothing."""
