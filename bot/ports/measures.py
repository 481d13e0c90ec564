"""Where measures come from."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.measures import Facts


class MeasuredCases(Protocol):
    """What the cases of a community (of all where it is None) give to measure."""

    async def facts(self, community: str | None, start: datetime, end: datetime) -> Facts:
        """What happened from `start` until before `end`: the waits that came or fell due then, how many of the cases
        opened then were answered, how many of those closed then were taken up again, and the verdicts given then."""

    async def overdue(self, community: str | None, now: datetime) -> int:
        """How many cases are open past their time."""
