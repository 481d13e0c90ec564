"""What a workbook is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.community import Community
from bot.domain.digest import days_of
from bot.domain.period import Month, Period, Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The cases of a community (of all where it is None) that were open at any time from `start` until before `end`,
    which are the ends of its `period`.

    `confirmed_before` is the moment from which on confirmations are not told yet, None where all may be told.
    """

    community: str | None
    period: Period
    start: datetime
    end: datetime
    confirmed_before: datetime | None = None

    @property
    def seasons(self) -> tuple[Month, ...]:
        """The seasons that the period touches."""
        if isinstance(self.period, Month):
            return (self.period,)
        days = self.period.monday, self.period.sunday
        return tuple(dict.fromkeys(Month(day.year, day.month) for day in days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What is said above each sheet: `where` and of which period it is. Moments are told on the wall clock of `zone`;
    it is all as of the moment `at`. `whole` tells that nothing is left out for the sake of people."""

    where: str
    period: Period
    zone: ZoneInfo
    at: datetime
    whole: bool


def period_title(period: Period) -> str:
    """A period as people call it: November 2026, week 47 of 2026 (16–22 Nov)."""
    if isinstance(period, Week):
        return f"week {period.number} of {period.year} ({days_of(period)})"
    return f"{date(period.year, period.number, 1):%B %Y}"


def told_until(community: Community, now: datetime) -> datetime:
    """The end of the last week whose digest has fallen due: who confirmed what is told with that, and not before."""
    return Week.of(community.last_digest(now), community.zone).start(community.zone)
