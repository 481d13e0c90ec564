"""Where thank-you notes are kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.domain.people import MemberId
from bot.domain.thanks import ThankNote


class ThankNotes(Protocol):
    """What people thank each other for."""

    async def add(self, note: ThankNote, identity: str) -> int | None:
        """Keep a note; returns its number, None where one with this identity is kept already."""

    async def get(self, number: int) -> ThankNote | None:
        """A note, if there is one of this number."""

    async def to(self, member: MemberId, since: datetime, hidden: Collection[str]) -> list[ThankNote]:
        """What somebody was thanked for since a moment, oldest first; nothing of void cases, nor of those of `hidden`
        communities."""
