"""Where it is kept what partners see of cases."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.people import MemberId
from bot.domain.sharing import Sharing


class Sharings(Protocol):
    """The redacted copies in the channels of partners."""

    async def add(
        self, case_id: CaseId, *, partner: str, channel: str, text: str, since: datetime, until: datetime | None
    ) -> int:
        """Keep a new copy; returns its number."""

    async def get(self, number: int) -> Sharing:
        """One copy."""

    async def open_of(self, case_id: CaseId) -> list[Sharing]:
        """The copies of a case whose access nobody has ended yet, oldest first."""

    async def overdue(self, now: datetime) -> list[Sharing]:
        """The copies whose date is over while nobody has ended their access yet."""

    async def end(self, number: int, at: datetime) -> None:
        """Note that the access to a copy has ended."""

    async def partners_of(self, people: Collection[MemberId]) -> dict[MemberId, str]:
        """Those of these people who gave input as somebody of a partner, with that partner."""

    async def names_in(self, case_id: CaseId, possible: Collection[str]) -> frozenset[str]:
        """Names that a copy must not hold: all authors of the case, and of the `possible` names (folded) those of
        customers, in full, and of colleagues."""
