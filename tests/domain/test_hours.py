"""Business hours, as people would reckon them on a calendar."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import BadInput
from bot.domain.hours import Hours

BERLIN = ZoneInfo("Europe/Berlin")
NINE_TO_SIX = {weekday: ((time(9), time(18)),) for weekday in range(5)}
WITH_LUNCH = {weekday: ((time(9), time(12)), (time(13), time(18))) for weekday in range(5)}
NIGHT = {weekday: ((time(1), time(5)),) for weekday in range(7)}
LONG_WEEKEND = frozenset({date(2026, 11, 23)})
CLOCKS_FORWARD, CLOCKS_BACK = date(2026, 3, 29), date(2026, 10, 25)

office = Hours(zone=BERLIN, shifts=NINE_TO_SIX)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def berlin(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), BERLIN)


def is_open(hours: Hours, moment: datetime) -> bool:
    return hours.between(moment, moment + timedelta.resolution) > timedelta()


FRIDAY, SATURDAY, MONDAY, TUESDAY = (date(2026, 11, day) for day in (20, 21, 23, 24))


def test_eight_hours_from_friday_half_past_five_end_on_monday_afternoon() -> None:
    asked = berlin(FRIDAY, 17, 30)
    due = office.after(asked, hours(8))
    assert due == berlin(MONDAY, 16, 30)
    assert due.tzinfo is UTC
    assert office.between(asked, due) == hours(8)


def test_a_lunch_break_does_not_count() -> None:
    hours_with_lunch = Hours(zone=BERLIN, shifts=WITH_LUNCH)
    assert hours_with_lunch.after(berlin(FRIDAY, 11), hours(2)) == berlin(FRIDAY, 14)
    assert hours_with_lunch.between(berlin(FRIDAY, 11), berlin(FRIDAY, 13, 30)) == hours(1.5)
    assert not is_open(hours_with_lunch, berlin(FRIDAY, 12, 30))


def test_a_holiday_does_not_count() -> None:
    closed_on_monday = Hours(zone=BERLIN, shifts=NINE_TO_SIX, holidays=LONG_WEEKEND)
    assert closed_on_monday.after(berlin(FRIDAY, 17, 30), hours(8)) == berlin(TUESDAY, 16, 30)
    assert not is_open(closed_on_monday, berlin(MONDAY, 10))


def test_a_deadline_may_stand_at_the_end_of_a_shift() -> None:
    assert office.after(berlin(FRIDAY, 9), hours(9)) == berlin(FRIDAY, 18)


def test_no_time_has_passed_at_once_even_at_night() -> None:
    assert office.after(berlin(SATURDAY, 3), timedelta()) == berlin(SATURDAY, 3)


@pytest.mark.parametrize(
    ("hour", "minute", "expected"), [(8, 59, False), (9, 0, True), (17, 59, True), (18, 0, False)]
)
def test_a_shift_holds_its_first_moment_and_not_its_end(hour: int, minute: int, expected: bool) -> None:
    assert is_open(office, berlin(FRIDAY, hour, minute)) is expected


def test_a_shift_may_last_until_midnight() -> None:
    late = Hours(zone=BERLIN, shifts={4: ((time(22), time(0)),)})
    assert late.between(berlin(FRIDAY, 20), berlin(SATURDAY, 5)) == hours(2)


@pytest.mark.parametrize(("day", "length"), [(CLOCKS_FORWARD, 3), (CLOCKS_BACK, 5), (FRIDAY, 4)])
def test_a_night_shift_lasts_as_long_as_it_really_does(day: date, length: int) -> None:
    night = Hours(zone=BERLIN, shifts=NIGHT)
    assert night.between(berlin(day, 0), berlin(day, 12)) == hours(length)
    assert night.after(berlin(day, 0), hours(length)) == berlin(day, 5)


@pytest.mark.parametrize(
    ("day", "opens", "closes", "length"),
    [
        (CLOCKS_FORWARD, time(2, 30), time(4), 1),  # the wall never shows 2:30; people come at three
        (CLOCKS_FORWARD, time(1), time(2, 30), 1),
        (CLOCKS_FORWARD, time(2, 10), time(2, 50), 0),
        (CLOCKS_BACK, time(2, 30), time(4), 2.5),  # people come when the wall first shows 2:30
        (CLOCKS_BACK, time(1), time(2, 30), 1.5),  # and leave when it first does
    ],
)
def test_times_that_the_wall_skips_or_shows_twice(day: date, opens: time, closes: time, length: float) -> None:
    sunday = Hours(zone=BERLIN, shifts={6: ((opens, closes),)})
    assert sunday.between(berlin(day, 0), berlin(day, 12)) == hours(length)


def test_a_day_that_the_calendar_left_out_has_no_hours() -> None:
    apia = Hours(zone=ZoneInfo("Pacific/Apia"), shifts=NINE_TO_SIX)  # Friday 30 December 2011 did not happen there
    thursday_evening = datetime(2011, 12, 29, 20, tzinfo=apia.zone)
    assert apia.after(thursday_evening, hours(1)) == datetime(2012, 1, 2, 10, tzinfo=apia.zone)


def test_midnight_that_comes_twice_does_not_end_the_day_early() -> None:
    st_johns = Hours(zone=ZoneInfo("America/St_Johns"), shifts={6: ((time(0), time(1)),)})
    midnight = datetime(2010, 11, 7, tzinfo=st_johns.zone)  # one minute later the clocks went back to Saturday, 23:01
    assert st_johns.between(midnight, midnight.astimezone(UTC) + hours(3)) == hours(2)
    assert is_open(st_johns, midnight.astimezone(UTC) + timedelta(minutes=20))


def test_around_the_clock_knows_no_holiday() -> None:
    always = Hours(zone=BERLIN, shifts={}, holidays=LONG_WEEKEND)
    assert is_open(always, berlin(MONDAY, 3))
    assert always.after(berlin(MONDAY, 3), hours(8)) == berlin(MONDAY, 11)
    assert Hours.around_the_clock(BERLIN).between(berlin(FRIDAY, 0), berlin(MONDAY, 0)) == hours(72)


class EveryDay:
    def __contains__(self, day: object) -> bool:
        return True


def test_hours_that_never_come_are_refused_with_a_remedy() -> None:
    with pytest.raises(BadInput, match="check the shifts and the holidays"):
        Hours(zone=BERLIN, shifts=NINE_TO_SIX, holidays=EveryDay()).after(berlin(FRIDAY, 9), hours(1))


@pytest.mark.parametrize(
    ("shifts", "remedy"),
    [
        ({7: ((time(9), time(18)),)}, "Monday is 0"),
        ({0: ((time(9), time(9)),)}, "end later"),
        ({0: ((time(22), time(6)),)}, "split it at midnight"),
        ({0: ((time(9), time(13)), (time(12), time(18)))}, "Let the first end before"),
        ({0: ((time(20), time(0)), (time(22), time(23)))}, "Let the first end before"),
        ({0: ()}, "leave the day out"),
    ],
)
def test_shifts_that_cannot_be_are_refused(shifts: dict[int, tuple[tuple[time, time], ...]], remedy: str) -> None:
    with pytest.raises(BadInput, match=remedy):
        Hours(zone=BERLIN, shifts=shifts)
