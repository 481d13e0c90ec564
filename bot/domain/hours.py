"""Business hours: what the clock on a community's wall counts as working time."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.domain.errors import BadInput

_DAY = timedelta(days=1)
_MIDNIGHT = time(0)
_LOOK_AHEAD = timedelta(days=2 * 366)
"""How long `after` looks for a working moment: beyond it the hours or the holidays are written wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When people of a community are at work, on the clock of their wall.

    `shifts` maps a weekday (0 is Monday) to its shifts, start and end on the wall; an end of `time(0)` is midnight.
    Without any shift work goes on around the clock, and no holiday stops it.

    Shifts are meant on the wall, but last as long as they really do: 01:00-05:00 is three hours in the night when the
    clocks go forward, five when they go back. Raises BadInput for a weekday that is none, and for shifts that are
    empty or overlap.
    """

    zone: ZoneInfo
    shifts: Mapping[int, tuple[tuple[time, time], ...]]
    holidays: Container[date] = frozenset()

    def __post_init__(self) -> None:
        for weekday, shifts in self.shifts.items():
            _check(weekday, shifts)

    @classmethod
    def around_the_clock(cls, zone: ZoneInfo) -> Hours:
        """Every hour of every day, holidays too."""
        return cls(zone=zone, shifts={})

    def between(self, start: datetime, end: datetime) -> timedelta:
        """The working time in [start, end), both aware; zero where `end` is not after `start`."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        if end <= start:
            return timedelta()
        if not self._limited:
            return end - start
        worked = timedelta()
        for opens, closes in self.spans(start, end):
            worked += max(min(closes, end) - max(opens, start), timedelta())
        return worked

    def after(self, start: datetime, span: timedelta) -> datetime:
        """The earliest moment, in UTC, at which `span` of working time has passed since `start` (aware).

        That is `start` itself where `span` is not positive. Raises BadInput where two years hold no such moment.
        """
        start = start.astimezone(UTC)
        if span <= timedelta():
            return start
        if not self._limited:
            return start + span
        for opens, closes in self.spans(start, start + _LOOK_AHEAD):
            begin = max(opens, start)
            if closes - begin >= span:
                return begin + span
            span -= max(closes - begin, timedelta())
        raise BadInput(
            "Two years of these business hours are not enough for that. "
            "Give a shorter time, or check the shifts and the holidays of the community."
        )

    def spans(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The shifts of each day that [start, end] touches: in UTC, in order, and apart; some may lie outside it.

        Around the clock there are none.
        """
        day = start.astimezone(self.zone).date()
        last = end.astimezone(self.zone).date() + _DAY  # clocks that go back after midnight return to the day before
        offset = self._offset(day)
        while day <= last:
            following = day + _DAY
            next_offset = self._offset(following)
            shifts = self.shifts.get(day.weekday())
            if shifts and day not in self.holidays:
                steady = offset if offset == next_offset else None
                for opens, closes in sorted(shifts):
                    closing_day = following if closes == _MIDNIGHT else day
                    yield self._moment(day, opens, steady), self._moment(closing_day, closes, steady)
            day, offset = following, next_offset

    @property
    def _limited(self) -> bool:
        return bool(self.shifts)

    def _offset(self, day: date) -> timedelta | None:
        return datetime.combine(day, _MIDNIGHT, self.zone).utcoffset()

    def _moment(self, day: date, wall: time, steady: timedelta | None) -> datetime:
        """When the wall first shows `wall` or later: at the first of two times, or as the clocks jump over it.

        `steady` is the offset to UTC where it holds all day, which saves asking the zone; None where clocks change.
        """
        if steady is not None:
            return datetime.combine(day, wall, UTC) - steady
        shown = datetime.combine(day, wall, self.zone).replace(fold=0)
        before, after = shown.utcoffset(), shown.replace(fold=1).utcoffset()
        if before is None or after is None or before >= after:
            return shown.astimezone(UTC)
        return self._jump(shown)

    def _jump(self, unreal: datetime) -> datetime:
        """The moment, in UTC, at which the clocks jump over the wall time `unreal`."""
        low, high = int(unreal.replace(fold=1).timestamp()), int(unreal.timestamp())
        offset_before = unreal.utcoffset()
        while high - low > 1:
            middle = (low + high) // 2
            if datetime.fromtimestamp(middle, self.zone).utcoffset() == offset_before:
                low = middle
            else:
                high = middle
        return datetime.fromtimestamp(high, UTC)


def _check(weekday: int, shifts: tuple[tuple[time, time], ...]) -> None:
    if not 0 <= weekday <= 6:
        raise BadInput(f"There is no weekday {weekday}. Monday is 0 and Sunday is 6.", field="shifts")
    if not shifts:
        raise BadInput(f"Weekday {weekday} has no shifts. To keep it free, leave the day out.", field="shifts")
    for opens, closes in shifts:
        if opens >= closes != _MIDNIGHT:
            raise BadInput(
                f"The shift {opens:%H:%M}-{closes:%H:%M} ends before it has begun. "
                "Let it end later, or split it at midnight into two days.",
                field="shifts",
            )
    for (opens, closes), (next_opens, _) in pairwise(sorted(shifts)):
        if closes == _MIDNIGHT or closes > next_opens:
            raise BadInput(
                f"The shifts that begin at {opens:%H:%M} and {next_opens:%H:%M} of one day overlap. "
                "Let the first end before the second begins.",
                field="shifts",
            )
