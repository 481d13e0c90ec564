"""What must hold of measures, whatever happened."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.hours import Hours
from bot.domain.measures import Facts, Measures, Rate, Timed, Wait, measure
from bot.domain.verdict import Verdict
from bot.domain.worked import Ruler

START = datetime(2026, 10, 19, tzinfo=UTC)
"""A week before the clocks go back in Berlin."""
END = START + timedelta(days=14)
HOUR = timedelta(hours=1)
OFFICE = Hours(
    zone=ZoneInfo("Europe/Berlin"),
    shifts={day: ((time(9), time(12, 30)), (time(13), time(17))) for day in range(5)},
    holidays=frozenset({datetime(2026, 10, 23, tzinfo=UTC).date()}),
)
RULER = Ruler(OFFICE, START - 300 * HOUR, START + 900 * HOUR)

moments = st.integers(-200, 500).map(lambda hours: START + hours * HOUR)
spans = st.none() | st.integers(0, 300).map(lambda hours: hours * HOUR)


@st.composite
def waits(draw: st.DrawFn) -> Wait:
    """Something waited for, perhaps promised, perhaps come; its clock may have stopped before."""
    start, due, took = draw(moments).timestamp(), draw(spans), draw(spans)
    end = None if took is None else start + took.total_seconds()
    stopped = draw(st.none() | st.integers(0, 4)) if end else None
    return Wait(
        community="safety",
        start=start,
        due=None if due is None else start + due.total_seconds(),
        end=end,
        stopped=end - (end - start) * stopped / 4 if end and stopped is not None else None,
    )


rates = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda two: Rate(hits=min(two), n=max(two)))
verdicts = st.builds(
    Verdict,
    score=st.integers(1, 5),
    words=st.none(),
    recommended=st.none() | st.booleans(),
    quotable=st.just(False),
)
facts = st.builds(
    Facts,
    first_responses=st.lists(waits(), max_size=8),
    next_responses=st.lists(waits(), max_size=8),
    resolutions=st.lists(waits(), max_size=8),
    inputs=st.dictionaries(st.sampled_from("abc"), st.lists(waits(), max_size=4)),
    answered=rates,
    reopened=rates,
    verdicts=st.lists(verdicts, max_size=8),
)


def measured(of: Facts, now: datetime) -> Measures:
    return measure(of, START, END, now, lambda _, start, end: RULER.minutes(start, end))


def all_timed(told: Measures) -> list[Timed]:
    return list(_by_name(told).values())


@given(of=facts, now=moments)
@settings(max_examples=60, deadline=None)
def test_rates_lie_between_none_and_all_and_what_nothing_is_known_of_is_none(of: Facts, now: datetime) -> None:
    told = measured(of, now)
    shares = [told.answered, told.reopened, told.satisfied, told.recommended]
    for rate in (*shares, *(one.attainment for one in all_timed(told))):
        assert 0 <= rate.hits <= rate.n
        assert (rate.share is None) == (rate.n == 0)
    assert (told.mean_score is None) == (told.satisfied.n == 0)
    for one in all_timed(told):
        assert one.calendar.n == one.business.n
        for took in (one.calendar, one.business):
            assert (took.median is None) == (took.p90 is None) == (took.n == 0)


@given(of=facts, now=moments)
@settings(max_examples=60, deadline=None)
def test_working_time_is_never_longer_than_the_calendar(of: Facts, now: datetime) -> None:
    for one in all_timed(measured(of, now)):
        if one.business.median is not None and one.calendar.median is not None:
            assert 0 <= one.business.median <= one.calendar.median
        if one.business.p90 is not None and one.calendar.p90 is not None:
            assert 0 <= one.business.p90 <= one.calendar.p90


@given(of=facts, now=moments, order=st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_what_happened_changes_nothing(of: Facts, now: datetime, order: Random) -> None:
    mixed = replace(
        of,
        first_responses=order.sample(of.first_responses, len(of.first_responses)),
        next_responses=order.sample(of.next_responses, len(of.next_responses)),
        resolutions=order.sample(of.resolutions, len(of.resolutions)),
        inputs={name: order.sample(waits, len(waits)) for name, waits in reversed(of.inputs.items())},
        verdicts=order.sample(of.verdicts, len(of.verdicts)),
    )
    assert measured(mixed, now) == measured(of, now)


@given(of=facts, now=moments, later=st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_attainment_never_improves_while_nothing_happens(of: Facts, now: datetime, later: int) -> None:
    before, after = _by_name(measured(of, now)), _by_name(measured(of, now + later * HOUR))
    for name, one in before.items():
        assert after[name].attainment.hits == one.attainment.hits
        assert after[name].attainment.n >= one.attainment.n
        assert after[name].calendar == one.calendar


@given(promised=waits(), now=moments)
@settings(max_examples=100, deadline=None)
def test_a_promise_is_decided_once_in_all_of_time(promised: Wait, now: datetime) -> None:
    at, week = now.timestamp(), 7 * 24 * 3_600
    starts = (START.timestamp() + week * number for number in range(-30, 30))
    decided = [kept for kept in (promised.kept_in(start, start + week, at) for start in starts) if kept is not None]
    assert decided == [kept for kept in [promised.kept(at)] if kept is not None]


@given(start=moments, minutes=st.integers(0, 20_000))
@settings(max_examples=100, deadline=None)
def test_a_ruler_measures_what_the_hours_say(start: datetime, minutes: int) -> None:
    end = start + timedelta(minutes=minutes)
    measured_there = RULER.minutes(start.timestamp(), end.timestamp())
    assert abs(measured_there - OFFICE.between(start, end).total_seconds() / 60) < 1e-6


def _by_name(told: Measures) -> dict[str, Timed]:
    """All times by what they are of; functions have short names."""
    named = {"first": told.first_response, "next": told.next_response, "resolution": told.resolution}
    return {**named, **dict(told.inputs)}
