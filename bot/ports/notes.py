"""Whom Muster writes about their week, and what it knows of it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.own_week import Gained
from bot.domain.people import MemberId
from bot.domain.period import Week


class Notes(Protocol):
    """The weekly notes."""

    async def claim(self, week: Week, at: datetime) -> bool:
        """Take the notes of a week on; False where they were taken before."""

    async def readers(self, start: datetime, end: datetime) -> list[MemberId]:
        """Those who work here and want the note, and have anything of their own from `start` until before `end`: a
        share that came to count, thanks of a colleague, or a case that is not over yet."""

    async def gained(self, member: MemberId, start: datetime, end: datetime) -> list[Gained]:
        """The shares of somebody that came to count from `start` until before `end`, the earliest first: signed off
        and confirmed, whichever came last."""
