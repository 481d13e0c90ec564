"""Working time of many waits at once: the shifts are laid out a single time, and each wait is held against them."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime

from bot.domain.hours import Hours


class Ruler:
    """The working time of a community from `start` to `end` (both aware), to measure any wait within it.

    It gives what `Hours.between` gives, for a hundred thousand waits in the time of one look at each of their days.
    """

    def __init__(self, hours: Hours, start: datetime, end: datetime) -> None:
        self._around_the_clock = not hours.shifts
        self._opens: list[float] = []
        self._closes: list[float] = []
        self._before: list[float] = []
        worked = 0.0
        for opens, closes in hours.spans(start, end):
            self._opens.append(opens.timestamp())
            self._closes.append(closes.timestamp())
            self._before.append(worked)
            worked += self._closes[-1] - self._opens[-1]

    def minutes(self, start: float, end: float) -> float:
        """Minutes of working time in [start, end), both within the ruler and in seconds since the epoch; zero where
        `end` is not after `start`."""
        if end <= start:
            return 0.0
        if self._around_the_clock:
            return (end - start) / 60
        return min(max(self._until(end) - self._until(start), 0.0), end - start) / 60

    def _until(self, moment: float) -> float:
        place = bisect_right(self._opens, moment) - 1
        if place < 0:
            return 0.0
        return self._before[place] + min(moment, self._closes[place]) - self._opens[place]
