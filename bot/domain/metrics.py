"""Measures over many cases: what is usual, what is slow, and how long things took."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How `n` values lie, in their own unit; `median` and `p90` are None where there is no value."""

    n: int
    median: float | None
    p90: float | None


def spread(values: Sequence[float]) -> Spread:
    """The number of values, their median and their 90th percentile."""
    return Spread(n=len(values), median=median(values), p90=p90(values))


def median(values: Iterable[float]) -> float | None:
    """The middle value, or the mean of the two middle ones; None where there is none."""
    ordered = sorted(values)
    if not ordered:
        return None
    upper = len(ordered) // 2
    return (ordered[upper] + ordered[-upper - 1]) / 2


def p90(values: Iterable[float]) -> float | None:
    """The 90th percentile by nearest rank: the ⌈0.9·n⌉-th smallest value; None where there is none.

    It is always a value that occurred, and at least nine tenths of the values are no greater.
    """
    ordered = sorted(values)
    return ordered[-(-9 * len(ordered) // 10) - 1] if ordered else None


def minutes_between(start: datetime, end: datetime) -> float:
    """Minutes that passed from one aware moment to another, also across a change of the clocks."""
    return (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() / 60


def duration(minutes: float) -> str:
    """A length of time as people write it: "41 min", "1 h 55", "2 d 3 h". Expects minutes ≥ 0."""
    if round(minutes) == 0:
        return "less than 1 min"
    hours, rest = divmod(round(minutes), 60)
    days, odd_hours = divmod(hours, 24)
    if days:
        return f"{days} d {odd_hours} h" if odd_hours else f"{days} d"
    if hours:
        return f"{hours} h {rest:02}" if rest else f"{hours} h"
    return f"{rest} min"
