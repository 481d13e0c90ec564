"""Measures of small worlds, reckoned by hand."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.hours import Hours
from bot.domain.measures import Facts, Measures, Rate, Timed, Wait, measure
from bot.domain.metrics import Spread
from bot.domain.verdict import Verdict
from bot.domain.worked import Ruler

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)
SUNDAY_NIGHT = MONDAY + timedelta(days=7)
NOW = MONDAY + timedelta(days=3, hours=12)


def at(hours: float) -> datetime:
    """So many hours after the week began."""
    return MONDAY + timedelta(hours=hours)


def wait(start: float, due: float | None, end: float | None = None, stopped: float | None = None) -> Wait:
    """A wait by its hours after the week began."""
    moments = [None if hours is None else at(hours).timestamp() for hours in (start, due, end, stopped)]
    return Wait("safety", *moments)


def half_as_long(_: str, start: float, end: float) -> float:
    """A community that works every other minute."""
    return (end - start) / 120


def of(now: datetime = NOW, **facts: object) -> Measures:
    """The measures of the week."""
    return measure(Facts(**facts), MONDAY, SUNDAY_NIGHT, now, half_as_long)


def test_of_nothing_nothing_is_known() -> None:
    nothing = of()
    assert nothing == Measures()
    assert nothing.empty
    assert nothing.first_response == Timed(calendar=Spread(n=0, median=None, p90=None))
    assert (nothing.answered.share, nothing.satisfied.share, nothing.mean_score) == (None, None, None)


def test_times_are_told_in_calendar_and_in_working_minutes() -> None:
    told = of(first_responses=[wait(0, 2, 1), wait(0, 2, 3), wait(4, 6, 9)]).first_response
    assert told.calendar == Spread(n=3, median=180, p90=300)
    assert told.business == Spread(n=3, median=90, p90=150)
    assert told.attainment == Rate(hits=1, n=3)


DECIDED = [
    (wait(0, 2, 2), True),
    (wait(0, 2, 2.1), False),
    (wait(0, 2), False),
    (wait(0, 84), None),
    (wait(0, 83.9), False),
    (wait(0, 100), None),
    (wait(0, None), None),
    (wait(0, None, 3), None),
    (wait(0, 10, None, 9), None),
    (wait(0, 10, None, 11), False),
    (wait(0, 10, 50, 9), True),
    (wait(0, 10, 50, 11), False),
]
"""What was promised, and whether it was kept on Thursday noon, 84 hours into the week."""


@pytest.mark.parametrize(("promised", "kept"), DECIDED)
def test_a_promise_is_kept_broken_or_not_decided_yet(promised: Wait, kept: bool | None) -> None:
    assert promised.kept(NOW.timestamp()) is kept
    attainment = of(resolutions=[promised]).resolution.attainment
    assert attainment == Rate(hits=int(bool(kept)), n=int(kept is not None))


def test_what_is_open_and_overdue_counts_as_breached_and_has_no_time_yet() -> None:
    told = of(first_responses=[wait(0, 2), wait(0, 2, 1)]).first_response
    assert told.attainment == Rate(hits=1, n=2)
    assert told.calendar.n == 1


def test_a_late_answer_broke_its_promise_in_the_week_it_was_due_and_took_its_time_in_that_of_the_answer() -> None:
    late = wait(-30, -2, 5)
    assert of(first_responses=[late]).first_response == Timed(
        calendar=Spread(n=1, median=35 * 60, p90=35 * 60), business=Spread(n=1, median=1050, p90=1050)
    )
    before = measure(Facts(first_responses=[late]), MONDAY - timedelta(days=7), MONDAY, NOW, half_as_long)
    assert before.first_response == Timed(attainment=Rate(hits=0, n=1))


def test_a_week_has_its_first_moment_and_not_the_first_after_it() -> None:
    assert of(first_responses=[wait(-1, 0, 0)]).first_response.attainment == Rate(hits=1, n=1)
    assert of(first_responses=[wait(-1, 168, 168)], now=at(200)).first_response == Timed()


def test_input_is_told_by_function_and_never_by_one_that_owed_nothing_then() -> None:
    inputs = {
        "legal": [wait(0, 1, 2), wait(0, 1, 4)],
        "engineering": [wait(0, 1, 1)],
        "pr": [wait(0, 200)],
    }
    told = dict(of(inputs=inputs).inputs)
    assert list(told) == ["engineering", "legal"]
    assert (told["legal"].calendar.median, told["legal"].attainment) == (180, Rate(hits=0, n=2))


def test_satisfied_are_those_who_gave_four_or_five() -> None:
    verdicts = [
        Verdict(score=score, words=None, recommended=recommended, quotable=False)
        for score, recommended in ((5, True), (4, None), (3, False), (1, None))
    ]
    told = of(verdicts=verdicts)
    assert (told.satisfied, told.satisfied.share, told.mean_score) == (Rate(hits=2, n=4), 0.5, 3.25)
    assert told.recommended == Rate(hits=1, n=2)


def test_a_ruler_leaves_out_nights_and_weekends() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    hours = Hours(zone=berlin, shifts={day: ((time(9), time(17)),) for day in range(5)})
    friday, monday = datetime(2026, 11, 13, 16, tzinfo=berlin), datetime(2026, 11, 16, 10, tzinfo=berlin)
    ruler, since, until = Ruler(hours, friday, monday), friday.timestamp(), monday.timestamp()
    assert ruler.minutes(since, until) == 120
    assert ruler.minutes(until, since) == 0
    assert Ruler(Hours.around_the_clock(berlin), friday, monday).minutes(since, until) == 66 * 60
