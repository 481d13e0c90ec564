"""ISO weeks, where calendars go wrong: week 53, the turn of the year, and the change of the clocks."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import BadInput
from bot.domain.period import Month, Week, read_period

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("text", ["2026-W47", "2026-W01", "2020-W53", " 2026-W47\n"])
def test_a_week_reads_back_as_it_is_written(text: str) -> None:
    assert str(Week.parse(text)) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-47",
        "2026-w47",
        "2026-W7",
        "2026-W00",
        "2026-W54",
        "2025-W53",
        "0000-W01",
        "W47-2026",
    ],
)
def test_what_is_no_week_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInput, match="like 2026-W47"):
        Week.parse(text)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2020, 12, 31), "2020-W53"),
        (date(2021, 1, 3), "2020-W53"),
        (date(2021, 1, 4), "2021-W01"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2027, 1, 1), "2026-W53"),
    ],
)
def test_the_turn_of_the_year_belongs_to_one_iso_year(day: date, week: str) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    assert str(Week.of(noon, ZoneInfo("UTC"))) == week


def test_the_week_before_the_first_is_the_last_of_the_old_year() -> None:
    assert Week(2021, 1).previous == Week(2020, 53)
    assert Week(2026, 1).previous == Week(2025, 52)
    assert Week(2026, 47).previous == Week(2026, 46)


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert (Week(2026, 47).monday, Week(2026, 47).sunday) == (date(2026, 11, 16), date(2026, 11, 22))


def test_the_same_moment_lies_in_different_weeks_of_different_zones() -> None:
    sunday_night_in_berlin = datetime(2026, 11, 15, 22, 30, tzinfo=UTC)
    assert Week.of(sunday_night_in_berlin, BERLIN) == Week(2026, 46)
    assert Week.of(sunday_night_in_berlin, ZoneInfo("Asia/Tokyo")) == Week(2026, 47)


@pytest.mark.parametrize(("week", "hours"), [(Week(2026, 12), 168), (Week(2026, 13), 167), (Week(2026, 43), 169)])
def test_a_week_is_an_hour_shorter_or_longer_when_the_clocks_change(week: Week, hours: int) -> None:
    start, end = week.start(BERLIN).astimezone(UTC), week.end(BERLIN).astimezone(UTC)
    assert (end - start).total_seconds() == hours * 3600


def test_weeks_follow_each_other_without_gap_or_overlap() -> None:
    week = Week(2026, 13)
    assert week.previous.end(BERLIN) == week.start(BERLIN)
    assert Week.of(week.start(BERLIN), BERLIN) == week
    assert Week.of(week.end(BERLIN), BERLIN) == Week(2026, 14)


def test_weeks_sort_by_time() -> None:
    assert sorted([Week(2027, 1), Week(2026, 53), Week(2026, 9)]) == [
        Week(2026, 9),
        Week(2026, 53),
        Week(2027, 1),
    ]


NOVEMBER = datetime(2026, 11, 18, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("", "2026-11"),
        ("this month", "2026-11"),
        ("Last  Month", "2026-10"),
        ("this week", "2026-W47"),
        ("last week", "2026-W46"),
        ("2026-w01", "2026-W01"),
        ("2025-12", "2025-12"),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, period: str) -> None:
    assert str(read_period(text, NOVEMBER, BERLIN)) == period


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026-W54", "2026", "next week", "week", "٢٠٢٦-11", "0000-01"]
)
def test_what_is_no_period_is_refused_with_all_forms(text: str) -> None:
    with pytest.raises(BadInput, match=r"this week, last week, this month or last month.*2026-W47.*2026-11"):
        read_period(text, NOVEMBER, BERLIN)


def test_a_month_begins_and_ends_at_midnight_there() -> None:
    month = Month(2026, 12)
    assert month.start(BERLIN) == datetime(2026, 11, 30, 23, tzinfo=UTC)
    assert month.end(BERLIN) == datetime(2026, 12, 31, 23, tzinfo=UTC) == Month(2027, 1).start(BERLIN)
    assert (Month(2027, 1).previous, month.previous) == (month, Month(2026, 11))
    assert Month.of(datetime(2026, 11, 30, 23, tzinfo=UTC), BERLIN) == month


@pytest.mark.parametrize("text", ["2026-12", "2026-W48", "2027-W10"])
def test_a_period_that_has_not_begun_is_refused_with_what_can_be_asked_for(text: str) -> None:
    with pytest.raises(BadInput, match=f"{text} has not begun. Ask for 2026-W47, for 2026-11, or for one before it."):
        read_period(text, datetime(2026, 11, 22, 12, tzinfo=UTC), BERLIN)
