"""What must hold of quiet hours, over midnight and where clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import BadInput
from bot.domain.quiet import check_quiet_hours, may_be_told_at
from tests.builders import BERLIN, member

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
CHANGES = {
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
    "Asia/Kolkata": (date(2026, 3, 29), date(2026, 10, 25)),
}
"""Zones, each with days on which its clocks change; those of Kolkata never do."""
minutes = st.integers(0, 23).map(lambda hour: hour * 60) | st.integers(0, 4 * 60) | st.integers(0, 24 * 60 - 1)


@st.composite
def moments(draw: st.DrawFn) -> tuple[str, datetime]:
    """A zone, and a minute near the change of its clocks."""
    zone = draw(st.sampled_from(sorted(CHANGES)))
    day = draw(st.sampled_from(CHANGES[zone]))
    return zone, datetime.combine(day, time(), UTC) - DAY + draw(st.integers(0, 3 * 24 * 60)) * MINUTE


def told_at(zone: str, now: datetime, since: int | None, until: int | None) -> datetime:
    return may_be_told_at(member("U0LI", zone=zone, quiet_from=since, quiet_until=until), now, BERLIN)


def watched(zone: ZoneInfo, now: datetime, since: int, until: int) -> datetime:
    """The same, told by somebody who has looked at the wall each minute for two days: the hours begin and end as it
    first shows their times or later, and never end twice on one day."""
    at, quiet, done = now - 2 * DAY, False, set[tuple[date, int]]()
    while True:
        here = at.astimezone(zone)
        for mark in sorted((since, until)):
            if here.hour * 60 + here.minute >= mark and (here.date(), mark) not in done:
                done.add((here.date(), mark))
                quiet = mark == since
        if at >= now and not quiet:
            return at
        at += MINUTE


@settings(max_examples=60, deadline=None)
@given(moments(), minutes, minutes)
def test_a_letter_comes_as_soon_as_the_wall_shows_the_end_of_the_quiet_hours(
    drawn: tuple[str, datetime], since: int, until: int
) -> None:
    zone, now = drawn
    expected = now if since == until else watched(ZoneInfo(zone), now, since, until)
    assert told_at(zone, now, since, until) == expected


@settings(max_examples=60, deadline=None)
@given(moments(), minutes, minutes)
def test_who_waits_is_told_in_the_end_and_never_in_quiet_hours(
    drawn: tuple[str, datetime], since: int, until: int
) -> None:
    zone, now = drawn
    then = told_at(zone, now, since, until)
    assert now <= then <= now + timedelta(hours=26)
    assert told_at(zone, then, since, until) == then


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-18T20:59Z", "2026-11-18T20:59Z"),
        ("2026-11-18T21:00Z", "2026-11-19T06:00Z"),
        ("2026-11-19T05:59Z", "2026-11-19T06:00Z"),
        ("2026-10-24T21:00Z", "2026-10-25T06:00Z"),
        ("2026-03-28T22:00Z", "2026-03-29T05:00Z"),
    ],
)
def test_ten_in_the_evening_until_seven_in_berlin(now: str, then: str) -> None:
    at = datetime.fromisoformat(now)
    assert told_at("Europe/Berlin", at, 22 * 60, 7 * 60) == datetime.fromisoformat(then)
    nowhere = member("U0LI", zone="Mars/Olympus", quiet_from=22 * 60, quiet_until=7 * 60)
    assert may_be_told_at(nowhere, at, BERLIN) == datetime.fromisoformat(then)


def test_who_has_none_is_told_at_once() -> None:
    now = datetime(2026, 11, 18, 3, tzinfo=UTC)
    assert told_at("Europe/Berlin", now, None, None) == now
    assert told_at("Europe/Berlin", now, 60, None) == now


@pytest.mark.parametrize(
    ("since", "until", "at"), [(60, None, "quiet_until"), (None, 60, "quiet_from"), (60, 60, "quiet_until")]
)
def test_half_of_quiet_hours_is_refused_at_the_field_that_lacks(
    since: int | None, until: int | None, at: str
) -> None:
    check_quiet_hours(None, None)
    check_quiet_hours(1_320, 420)
    with pytest.raises(BadInput) as error:
        check_quiet_hours(since, until)
    assert error.value.field == at
