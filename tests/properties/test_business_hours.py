"""What must hold of business hours, whatever the shifts, the holidays and the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.hours import Hours

CHANGES = {
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
    "Asia/Tokyo": (date(2026, 3, 29), date(2026, 10, 25)),
}
"""Zones, each with days on which its clocks change; Tokyo's never do."""
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@st.composite
def shifts_of_a_day(draw: st.DrawFn) -> tuple[tuple[time, time], ...]:
    """One or two shifts, often in the small hours, in any order, the last perhaps until midnight."""
    quarters = st.integers(0, 24) | st.integers(0, 96)
    marks = sorted(draw(st.lists(quarters, min_size=2, max_size=4, unique=True)))
    walls = [time(mark // 4 % 24, mark % 4 * 15) for mark in marks[: len(marks) // 2 * 2]]
    pairs = list(zip(walls[::2], walls[1::2], strict=True))
    return tuple(draw(st.permutations(pairs)))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Hours, datetime]:
    """Hours, and a midnight in UTC a day or two before the clocks change."""
    zone = draw(st.sampled_from(sorted(CHANGES)))
    change = draw(st.sampled_from(CHANGES[zone]))
    days = [change + DAY * offset for offset in range(-2, 4)]
    hours = Hours(
        zone=ZoneInfo(zone),
        shifts=draw(st.dictionaries(st.integers(0, 6), shifts_of_a_day(), min_size=3)),
        holidays=draw(st.frozensets(st.sampled_from(days), max_size=2)),
    )
    return hours, datetime.combine(change - DAY * draw(st.integers(1, 2)), time(), UTC)


spans = st.integers(0, 4 * 24 * 3600 * 4).map(lambda quarters: timedelta(seconds=quarters / 4))
"""Up to four days, so that moments lie on both sides of the change."""


def by_minutes(hours: Hours, start: datetime, end: datetime) -> timedelta:
    """The same, told by somebody who looks at the wall each minute and never un-sees a time that it has shown."""
    seen, worked, moment = datetime(1, 1, 1), timedelta(), start - DAY  # noqa: DTZ001 - a wall knows no zone
    while moment < end:
        seen = max(seen, moment.astimezone(hours.zone).replace(tzinfo=None))
        if moment >= start and seen.date() not in hours.holidays:
            for opens, closes in hours.shifts.get(seen.weekday(), ()):
                worked += (
                    MINUTE if opens <= seen.time() and (seen.time() < closes or closes == time()) else timedelta()
                )
        moment += MINUTE
    return worked


@settings(max_examples=60, deadline=None)
@given(cases(), st.integers(0, 2 * 24 * 60), st.integers(0, 2 * 24 * 60))
def test_working_time_is_what_the_wall_shows_minute_by_minute(
    case: tuple[Hours, datetime], first: int, length: int
) -> None:
    hours, base = case
    start = base + MINUTE * first
    assert hours.between(start, start + MINUTE * length) == by_minutes(hours, start, start + MINUTE * length)


@given(cases(), spans, spans, spans)
def test_working_time_adds_up_and_never_exceeds_real_time(
    case: tuple[Hours, datetime], first: timedelta, second: timedelta, third: timedelta
) -> None:
    hours, base = case
    a, b, c = (base + offset for offset in sorted((first, second, third)))
    assert hours.between(a, b) + hours.between(b, c) == hours.between(a, c)
    assert timedelta() <= hours.between(a, c) <= c - a
    assert hours.between(c, a) == timedelta()


@given(cases(), spans, spans, st.sampled_from(sorted(CHANGES)))
def test_a_moment_counts_the_same_in_whatever_zone_it_is_written(
    case: tuple[Hours, datetime], first: timedelta, length: timedelta, name: str
) -> None:
    hours, base = case
    start, end, other = base + first, base + first + length, ZoneInfo(name)
    assert hours.between(start.astimezone(other), end.astimezone(other)) == hours.between(start, end)
    assert hours.after(start.astimezone(other), length) == hours.after(start, length)


@given(cases(), spans, spans)
def test_the_deadline_is_the_first_moment_at_which_the_span_has_passed(
    case: tuple[Hours, datetime], offset: timedelta, span: timedelta
) -> None:
    hours, base = case
    start = base + offset
    due = hours.after(start, span)
    assert hours.between(start, due) == span
    assert due == start or hours.between(start, due - timedelta.resolution) < span


@given(cases(), spans, spans, spans, spans)
def test_a_later_start_or_a_longer_span_is_never_due_earlier(
    case: tuple[Hours, datetime], offset: timedelta, later: timedelta, span: timedelta, longer: timedelta
) -> None:
    hours, base = case
    start = base + offset
    due = hours.after(start, span)
    assert due <= hours.after(start + later, span)
    assert due <= hours.after(start, span + longer)


@given(st.sampled_from(sorted(CHANGES)), spans, spans)
def test_around_the_clock_all_time_is_working_time(name: str, offset: timedelta, span: timedelta) -> None:
    hours = Hours.around_the_clock(ZoneInfo(name))
    start = datetime(2026, 3, 27, tzinfo=UTC) + offset
    assert hours.between(start, start + span) == span
    assert hours.after(start, span) == start + span
