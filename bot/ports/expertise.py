"""Where it is kept who knows what, who has how much to do, and who wants to learn."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.domain.finding import Engaged
from bot.domain.people import MemberId
from bot.domain.topics import Helped


class Expertise(Protocol):
    """What people have helped with, what they have to do, and what they want to learn."""

    async def helped(
        self, communities: Collection[str], limit: int, *, before: datetime | None = None
    ) -> list[Helped]:
        """What was given and confirmed in the newest cases of these communities, newest first; `before` a moment,
        where one is given."""

    async def engaged(self, members: Collection[MemberId], now: datetime) -> dict[MemberId, Engaged]:
        """What these people have to do, and how often they were asked by name."""

    async def learners(self) -> dict[MemberId, frozenset[str]]:
        """Who wants to learn which topics."""

    async def wish_to_learn(self, member: MemberId, topic: str, at: datetime) -> None:
        """Note that somebody wants to learn a topic; to wish twice is to wish once."""
