"""What every benchmark does with its samples: percentiles, medians over rounds, a table or a line of JSON."""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Spread:
    """One value a round: the median of them, the smallest and the largest."""

    median: float
    min: float
    max: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The spread of these values."""
        return cls(median(values), min(values), max(values))

    def __str__(self) -> str:
        return f"{_short(self.median)} [{_short(self.min)}–{_short(self.max)}]"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure beside its limit. `ratio` is figure by limit, taken round by round."""

    what: str
    unit: str
    figure: Spread
    limit: Spread
    ratio: Spread
    held_against: str


def compare(
    what: str, unit: str, figures: Sequence[float], limits: Sequence[float], *, held_against: str
) -> Comparison:
    """Hold the figures of all rounds against the limits of the same rounds."""
    ratios = [figure / limit for figure, limit in zip(figures, limits, strict=True)]
    return Comparison(what, unit, Spread.of(figures), Spread.of(limits), Spread.of(ratios), held_against)


def compare_times(
    what: str, rounds: Sequence[Sequence[float]], limits: Sequence[Sequence[float]], *, held_against: str
) -> list[Comparison]:
    """Compare the p50 and the p99 of each round's times, given in seconds."""
    return [
        compare(
            f"{what}, p{share}",
            "ms",
            [percentile(times, share) * 1_000 for times in rounds],
            [percentile(times, share) * 1_000 for times in limits],
            held_against=held_against,
        )
        for share in (50, 99)
    ]


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` percent of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)]


def timed(act: Callable[[], object]) -> float:
    """How many seconds an act takes."""
    started = perf_counter()
    act()
    return perf_counter() - started


def table(title: str, comparisons: Sequence[Comparison]) -> str:
    """The comparisons for people to read."""
    head = ("", "unit", "figure", "limit", "ratio", "held against")
    rows = [(c.what, c.unit, str(c.figure), str(c.limit), str(c.ratio), c.held_against) for c in comparisons]
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (head, *rows)]
    return "\n".join([title, *(line.rstrip() for line in lines)])


def report(name: str, title: str, run: Callable[[int], list[Comparison]], *, rounds: int) -> None:
    """Run one benchmark from the command line."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}", description=title)
    parser.add_argument("--rounds", type=int, default=rounds, help=f"rounds to take the median of ({rounds})")
    parser.add_argument("--json", action="store_true", help="print one line of JSON instead of the table")
    options = parser.parse_args()
    comparisons = run(options.rounds)
    print(as_json(name, options.rounds, comparisons) if options.json else table(title, comparisons))


def as_json(name: str, rounds: int, comparisons: Sequence[Comparison]) -> str:
    """The comparisons as one line."""
    return json.dumps({"benchmark": name, "rounds": rounds, "figures": [asdict(c) for c in comparisons]})


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
