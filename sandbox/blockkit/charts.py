"""The `data_visualization` block: bar, line, area and pie charts in a message."""

from typing import Any

from sandbox.blockkit.composition import ID
from sandbox.blockkit.rules import Findings, Rule, both, by_type, items, note, number, shape, string

_POINT = shape({"label": string(20), "value": number})
_SERIES = items(shape({"name": string(20), "data": items(_POINT, most=20)}), most=6)
_AXES = shape({"categories": items(string(20), most=20)}, {"x_label": string(50), "y_label": string(50)})


def _labels_match(chart: Any, at: str, findings: Findings) -> None:
    categories = chart.get("axis_config", {}).get("categories") if isinstance(chart, dict) else None
    for index, series in enumerate(chart.get("series", []) if categories else []):
        labels = [point.get("label") for point in series.get("data", [])]
        if labels != categories:
            note(findings, "labels must match axis categories", f"{at}/series/{index}/data")


_XY: Rule = both(shape({"series": _SERIES, "axis_config": _AXES}), _labels_match)

CHART = shape(
    {
        "title": string(50),
        "chart": by_type(
            {
                "bar": _XY,
                "line": _XY,
                "area": _XY,
                "pie": shape({"segments": items(_POINT, most=6)}),
            }
        ),
    },
    {"block_id": ID},
)
