"""Where a digest's numbers come from."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.digest import ClosedCase, Help, OpenCase
from bot.domain.period import Week


class Digests(Protocol):
    """What a week's digest is made of, and which weeks were told already."""

    async def began(self) -> datetime | None:
        """When the first case was opened, None before that."""

    async def claim(self, community: str, week: Week, at: datetime) -> bool:
        """Take a week's digest on; False where it was taken before."""

    async def closed_in(self, community: str, start: datetime, end: datetime) -> tuple[ClosedCase, ...]:
        """The cases of a community that were closed from `start` until before `end`."""

    async def open_now(self, community: str) -> tuple[OpenCase, ...]:
        """The cases of a community that nobody has answered yet."""

    async def help_across(self, community: str, start: datetime, end: datetime) -> tuple[Help, ...]:
        """How often people of one function gave input to a case that another function's person owned."""
