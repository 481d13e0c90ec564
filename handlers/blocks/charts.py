"""The charts of a message: drawn by Slack, as pictures, or in a table."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.digest import Chart
from handlers.blocks.kit import Block, section

TITLE_LIMIT = 50
LABEL_LIMIT = 20
"""Characters that Slack takes."""


def chart_blocks(charts: Sequence[Chart], pictures: Sequence[str] | None) -> tuple[Block, ...]:
    """The charts as Slack draws them where `pictures` is None, else as the pictures of these files, and in words
    where there are none. Slack knows the first kind only since June 2026, and not in every workspace."""
    if pictures is None:
        return tuple(map(_drawn, charts))
    if len(pictures) == len(charts):
        return tuple(map(_picture, charts, pictures))
    return tuple(section(_in_words(one)) for one in charts)


def _drawn(chart: Chart) -> Block:
    labels = [label[:LABEL_LIMIT] for label in chart.labels]
    points = [{"label": label, "value": value} for label, value in zip(labels, chart.values, strict=True)]
    return {
        "type": "data_visualization",
        "title": chart.title[:TITLE_LIMIT],
        "chart": {
            "type": "bar",
            "series": [{"name": chart.unit[:LABEL_LIMIT], "data": points}],
            "axis_config": {"categories": labels, "y_label": chart.unit[:TITLE_LIMIT]},
        },
    }


def _picture(chart: Chart, file: str) -> Block:
    return {"type": "image", "slack_file": {"id": file}, "alt_text": chart.in_words}


def _in_words(chart: Chart) -> str:
    told = " · ".join(f"{label} {value:,g}" for label, value in zip(chart.labels, chart.values, strict=True))
    return f"*{chart.title}*, in {chart.unit}\n{told}"
