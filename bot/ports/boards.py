"""The sums of the ledger, of which boards are made."""

from __future__ import annotations

from typing import Protocol

from bot.domain.period import Month, Week


class Boards(Protocol):
    """What people earned, in micro-points, as boards count it: each ISO week up to the week cap.

    Of a season or of a week, in all communities or in one.
    """

    async def volunteered(
        self, *, season: Month | None = None, week: Week | None = None, community: str | None = None
    ) -> dict[str, int]:
        """What each member earned without being asked or on duty."""

    async def earned(
        self, *, season: Month | None = None, week: Week | None = None, community: str | None = None
    ) -> dict[str, int]:
        """What each member earned in all."""
