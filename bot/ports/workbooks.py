"""Making spreadsheets."""

from __future__ import annotations

from typing import Protocol

from bot.domain.retrospective import Retrospective


class Workbooks(Protocol):
    """Makes xlsx files off the event loop."""

    async def retrospective(self, retrospective: Retrospective) -> bytes:
        """A community's cases, contributions and timeline, a sheet each."""
