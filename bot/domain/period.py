"""Periods: ISO weeks and months in a community's time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import BadInput

_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"(2\d{3})-(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week, written `2026-W47`."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Week:
        """Read `2026-W47`. Raises BadInput where it is no week of the calendar."""
        match = _WEEK.fullmatch(text.strip())
        try:
            if match is None or not 2000 <= int(match[1]) <= 2999:
                raise ValueError(text)
            date.fromisocalendar(int(match[1]), int(match[2]), 1)
        except ValueError:
            raise BadInput(f"“{text[:40]}” is not a week. Write the ISO year and week, like 2026-W47.") from None
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, moment: datetime, zone: ZoneInfo) -> Week:
        """The week in which `moment` falls, as people in `zone` live it."""
        year, number, _ = moment.astimezone(zone).isocalendar()
        return cls(year, number)

    @property
    def previous(self) -> Week:
        """The week before."""
        year, number, _ = (self.monday - timedelta(days=7)).isocalendar()
        return Week(year, number)

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    def start(self, zone: ZoneInfo) -> datetime:
        """Its first moment in `zone`."""
        return datetime.combine(self.monday, time(), zone)

    def end(self, zone: ZoneInfo) -> datetime:
        """The first moment after it in `zone`; daylight-saving weeks are an hour shorter or longer."""
        return datetime.combine(self.monday + timedelta(days=7), time(), zone)

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"


def month_start(moment: datetime) -> datetime:
    """The first moment of the calendar month in UTC, which is a season of credit."""
    return moment.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def next_month_start(moment: datetime) -> datetime:
    """The first moment of the calendar month after that of `moment`, in UTC."""
    return month_start(month_start(moment) + timedelta(days=32))


def month_span(text: str) -> tuple[datetime, datetime]:
    """Read a month written `2026-11`: its first moment in UTC and that of the next. Raises BadInput."""
    try:
        start = datetime.strptime(text.strip(), "%Y-%m").replace(tzinfo=UTC)
    except ValueError:
        raise BadInput(f"“{text}” is not a month. Write the year and month, like 2026-11.") from None
    return start, next_month_start(start)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, written `2026-11`."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime, zone: ZoneInfo) -> Month:
        """The month in which `moment` falls, as people in `zone` live it."""
        here = moment.astimezone(zone)
        return cls(here.year, here.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2026-11`. Raises BadInput where it is no month of the calendar."""
        start, _ = month_span(text)
        return cls(start.year, start.month)

    @property
    def previous(self) -> Month:
        """The month before."""
        return Month(self.year, self.number - 1) if self.number > 1 else Month(self.year - 1, 12)

    @property
    def next(self) -> Month:
        """The month after."""
        return Month(self.year, self.number + 1) if self.number < 12 else Month(self.year + 1, 1)

    def start(self, zone: ZoneInfo) -> datetime:
        """Its first moment in `zone`."""
        return datetime(self.year, self.number, 1, tzinfo=zone)

    def end(self, zone: ZoneInfo) -> datetime:
        """The first moment after it in `zone`."""
        following = self.year * 12 + self.number
        return datetime(following // 12, following % 12 + 1, 1, tzinfo=zone)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


Period = Week | Month


def read_period(text: str, now: datetime, zone: ZoneInfo) -> Period:
    """The period that somebody means: `this week`, `last month`, `2026-W47`, `2026-11`; the running month where they
    say nothing. Raises BadInput with the forms that are known, and where it has not begun."""
    week, month = Week.of(now, zone), Month.of(now, zone)
    named: dict[str, Period] = {
        "": month,
        "this week": week,
        "last week": week.previous,
        "this month": month,
        "last month": month.previous,
    }
    typed = " ".join(text.lower().split())
    if typed in named:
        return named[typed]
    try:
        if written := _MONTH.fullmatch(typed):
            period: Period = Month.of(datetime(int(written[1]), int(written[2]), 1, tzinfo=zone), zone)
        else:
            period = Week.parse(typed.upper())
    except (BadInput, ValueError):
        raise BadInput(
            f"“{text[:40]}” is not a period. Write this week, last week, this month or last month, "
            "a week like 2026-W47, or a month like 2026-11."
        ) from None
    if period.start(zone) > now:
        raise BadInput(f"{period} has not begun. Ask for {week}, for {month}, or for one before it.")
    return period
