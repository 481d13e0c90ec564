"""Where it is kept what customers say of the answers they got."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.verdict import Verdict


class Verdicts(Protocol):
    """The judgements of customers, one for each reply."""

    async def add(self, case_id: CaseId, reply: int, verdict: Verdict, at: datetime) -> None:
        """Keep what a customer says of a reply."""

    async def of(self, case_id: CaseId, reply: int) -> Verdict | None:
        """What the customer said of a reply, if anything."""
