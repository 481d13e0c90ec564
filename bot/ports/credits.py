"""Where the ledger's numbers come from."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.credit import World


class Credits(Protocol):
    """What the ledger is computed from."""

    async def world(self, start: datetime, end: datetime, approvers: frozenset[str]) -> World:
        """The cases signed off from `start` until before `end`, those that share their external key, and all
        claims and confirmations. For the pair cap to be right the span must be of whole months in UTC."""

    async def world_of(self, case_id: CaseId, approvers: frozenset[str]) -> World:
        """One case, wherever it stands, those that share its external key, and its claims and confirmations."""

    async def communities(self, start: datetime, end: datetime) -> dict[str, str]:
        """The community of each case signed off in a span, by the ids that the ledger uses."""
