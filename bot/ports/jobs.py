"""Work for later."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.people import MemberId
from bot.domain.period import Week


class Jobs(Protocol):
    """Work that follows from a change; it commits with the change or not at all."""

    async def read_delivery(self, delivery: int) -> None:
        """Read a raw arrival."""

    async def refresh_card(self, case_id: CaseId, channel: str) -> None:
        """Bring a case's card in a channel up to date; any number of requests waiting are one."""

    async def announce(self, case_id: CaseId, number: int, channel: str) -> None:
        """Tell a case's thread of its activity with this number."""

    async def wake_case(self, case_id: CaseId, after: timedelta | None) -> None:
        """Look after a case in a while, instead of whenever that was asked for before; None for never."""

    async def post_digest(self, community: str, week: Week, channel: str) -> None:
        """Post a community's digest of a week."""

    async def show_home(self, member: MemberId) -> None:
        """Bring a person's Home tab up to date."""

    async def sync_people(self) -> None:
        """Learn from Slack who works here."""
