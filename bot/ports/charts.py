"""Drawing charts."""

from __future__ import annotations

from typing import Protocol

from bot.domain.digest import Chart


class Charts(Protocol):
    """Draws charts off the event loop."""

    async def draw(self, chart: Chart) -> bytes:
        """A chart as PNG."""
