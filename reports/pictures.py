"""Charts as pictures."""

from __future__ import annotations

import asyncio

from bot.domain.digest import Chart


class PngCharts:
    """Fulfils `bot.ports.Charts`."""

    async def draw(self, chart: Chart) -> bytes:
        """A chart as PNG, drawn in a thread."""
        return await asyncio.to_thread(_drawn, chart)


def _drawn(chart: Chart) -> bytes:
    from reports.charts import bars  # matplotlib, which a process that draws nothing should not load

    return bars(chart.title, chart.labels, chart.values, chart.unit)
