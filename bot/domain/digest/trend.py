"""How the last weeks went, and the charts that a digest makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.digest.corrections import Totals
from bot.domain.period import Week

WEEKS_SHOWN = 8
"""Weeks that a chart shows, that of the digest last."""

LEAST_WEEKS = 2
"""Weeks with anything in them below which there is nothing to compare, and no chart."""

_UNITS = ((2 * 24 * 60, 24 * 60, "days"), (120, 60, "hours"), (0, 1, "minutes"))
"""From how many minutes on the longest week is told in a unit, and the minutes in that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTrend:
    """A week in two numbers: the cases closed in it, and the median of the first replies that came in it, in minutes;
    None where none came."""

    week: Week
    closed: int = 0
    first_reply: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars side by side, one of each label; `values` are in `unit`."""

    title: str
    unit: str
    labels: tuple[str, ...]
    values: tuple[float, ...]

    @property
    def in_words(self) -> str:
        """What it shows, for those who cannot see it."""
        pairs = zip(self.labels, self.values, strict=True)
        told = ", ".join(f"{label} {value:,g}" for label, value in pairs)
        return f"{self.title}, in {self.unit}: {told}."


def trend_of(
    weeks: Sequence[Week], totals: Mapping[str, Totals], first_replies: Mapping[str, float]
) -> tuple[WeekTrend, ...]:
    """The trend of these weeks, the earliest first; sums and medians are by the week as it is written."""
    return tuple(
        WeekTrend(week=week, closed=totals[str(week)].closed, first_reply=first_replies.get(str(week)))
        for week in sorted(weeks)
    )


def charts_of(trend: Sequence[WeekTrend]) -> tuple[Chart, ...]:
    """The charts worth drawing. A week without any first reply has no bar: none is not as fast as at once."""
    charts = []
    if sum(one.closed > 0 for one in trend) >= LEAST_WEEKS:
        charts.append(
            Chart(
                title="Cases closed by week",
                unit="cases",
                labels=tuple(map(_label, trend)),
                values=tuple(float(one.closed) for one in trend),
            )
        )
    took = [(_label(one), one.first_reply) for one in trend if one.first_reply is not None]
    if len(took) >= LEAST_WEEKS:
        longest = max(minutes for _, minutes in took)
        minutes_in, unit = next((size, unit) for least, size, unit in _UNITS if longest >= least)
        charts.append(
            Chart(
                title="First reply by week (median)",
                unit=unit,
                labels=tuple(label for label, _ in took),
                values=tuple(round(minutes / minutes_in, 1) for _, minutes in took),
            )
        )
    return tuple(charts)


def _label(one: WeekTrend) -> str:
    return f"W{one.week.number:02}"
