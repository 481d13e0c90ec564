"""The weekly digest in its parts, and the measures in it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.board import Place
from bot.domain.digest import Answered, ClosedCase, DigestFacts, Help, OpenCase, Quote, Waiting, compose
from bot.domain.measures import Measures, Rate, Timed
from bot.domain.metrics import Spread, duration, median, minutes_between, p90, spread
from bot.domain.period import Week

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 16, tzinfo=UTC)
WEEK = Week(2026, 47)
NOTHING = DigestFacts(
    closed=(),
    open=(),
    measures=Measures(),
    measures_last_week=Measures(),
    board=(),
    newcomers=(),
    help_across=(),
    zone=BERLIN,
    provisional=False,
    now=NOW,
)


def replied(*minutes: float) -> Measures:
    """First replies that took so long; within two hours they are in time."""
    in_time = Rate(hits=sum(took <= 120 for took in minutes), n=len(minutes))
    return Measures(first_response=Timed(calendar=spread(minutes), attainment=in_time))


def closed(
    case_id: str, *functions: str, words: str | None = None, at: datetime = NOW - timedelta(days=1)
) -> ClosedCase:
    return ClosedCase(
        id=case_id,
        matter=f"Matter {case_id}",
        customer_words=words,
        outcome="Replaced",
        spotted_by="tom",
        answered_by=tuple(Answered(function=function, member=f"{function} person") for function in functions),
        looped_by=None,
        closed_at=at,
        link=None,
    )


def waiting(case_id: str, *functions: str, due_at: datetime | None = None) -> OpenCase:
    return OpenCase(id=case_id, matter="Roaming bills", due_at=due_at, waiting_for=functions)


def test_an_empty_week_says_so() -> None:
    digest = compose(WEEK, "Product safety", NOTHING)
    assert digest.empty
    assert digest.numbers.first_reply == Spread(n=0, median=None, p90=None)
    assert digest.numbers.change is None


@pytest.mark.parametrize(
    "something",
    [
        {"closed": (closed("1"),)},
        {"open": (waiting("1"),)},
        {"measures": replied(0.0)},
        {"board": (Place(rank=1, member="amara", credit=1),)},
        {"newcomers": ("tom",)},
        {"help_across": (Help(from_function="legal", to_function="support", times=1),)},
    ],
)
def test_a_week_with_anything_in_it_is_not_empty(something: dict[str, object]) -> None:
    assert not compose(WEEK, "Product safety", replace(NOTHING, **something)).empty  # type: ignore[arg-type]


def test_last_week_alone_does_not_fill_this_one() -> None:
    assert compose(WEEK, "Product safety", replace(NOTHING, measures_last_week=replied(5.0))).empty


@pytest.mark.parametrize(
    ("week", "days"),
    [
        (Week(2026, 47), "week 47 (16–22 Nov)"),
        (Week(2026, 53), "week 53 (28 Dec–3 Jan)"),
        (Week(2026, 9), "week 9 (23 Feb–1 Mar)"),
    ],
)
def test_the_headline_names_the_community_and_the_days(week: Week, days: str) -> None:
    headline = compose(week, "Product safety", NOTHING).headline
    assert headline == f"What we did for customers · Product safety · {days}"


def test_period_zone_and_standing_are_told() -> None:
    digest = compose(WEEK, "Product safety", replace(NOTHING, provisional=True))
    assert (digest.week, digest.zone, digest.provisional) == (WEEK, BERLIN, True)


def test_customers_are_quoted_only_where_they_let_us_the_earliest_first() -> None:
    cases = (
        closed("2", words="Thank you"),
        closed("1"),
        closed("3", words="At last", at=NOW - timedelta(days=3)),
        closed("4", words="Good", at=NOW),
        closed("5", words="Fine", at=NOW),
    )
    quotes = compose(WEEK, "Product safety", replace(NOTHING, closed=cases)).quotes
    assert [quote.case for quote in quotes] == ["3", "2", "4"]
    assert quotes[0] == Quote(case="3", matter="Matter 3", words="At last")


def test_numbers_compare_with_last_week() -> None:
    facts = replace(
        NOTHING,
        closed=(closed("1"), closed("2")),
        open=(
            waiting("3", due_at=NOW - timedelta(seconds=1)),
            waiting("4", due_at=NOW),
            waiting("5"),
        ),
        measures=replied(30.0, 41.0, 300.0),
        measures_last_week=replied(115.0),
    )
    numbers = compose(WEEK, "Product safety", facts).numbers
    assert (numbers.closed, numbers.overdue) == (2, 1)
    assert numbers.first_reply == Spread(n=3, median=41.0, p90=300.0)
    assert numbers.first_reply_last_week.n == 1
    assert numbers.change == -74.0
    assert numbers.in_time == Rate(hits=2, n=3)


def test_there_is_no_change_to_tell_without_both_weeks() -> None:
    for side in ("measures", "measures_last_week"):
        facts = replace(NOTHING, **{side: replied(0.0)})
        assert compose(WEEK, "Product safety", facts).numbers.change is None


def test_stories_are_those_with_most_functions_then_the_earliest() -> None:
    cases = (
        closed("nobody answered"),
        closed("late", "legal"),
        closed("twice the same", "legal", "legal", "legal", at=NOW),
        closed("together", "legal", "support", at=NOW),
        closed("early", "legal", at=NOW - timedelta(days=4)),
    )
    stories = compose(WEEK, "Product safety", replace(NOTHING, closed=cases)).stories
    assert [story.id for story in stories] == ["together", "early", "late"]


def test_a_case_that_nobody_answered_is_no_story() -> None:
    assert compose(WEEK, "Product safety", replace(NOTHING, closed=(closed("1"),))).stories == ()


def test_help_across_functions_is_told_from_the_most_frequent() -> None:
    once = Help(from_function="legal", to_function="pr", times=1)
    often = Help(from_function="legal", to_function="support", times=6)
    assert compose(WEEK, "Product safety", replace(NOTHING, help_across=(once, often))).help_across == (
        often,
        once,
    )


def test_functions_that_are_awaited_are_counted_once_a_case() -> None:
    cases = (
        waiting("1", "legal", "engineering", "legal"),
        waiting("2", "engineering"),
        waiting("3", "design"),
    )
    assert compose(WEEK, "Product safety", replace(NOTHING, open=cases)).waiting == (
        Waiting(function="engineering", cases=2),
        Waiting(function="design", cases=1),
        Waiting(function="legal", cases=1),
    )


def test_board_and_newcomers_are_taken_as_they_are() -> None:
    places = (Place(rank=1, member="amara", credit=2), Place(rank=1, member="li", credit=2))
    digest = compose(WEEK, "Product safety", replace(NOTHING, board=places, newcomers=("tom",)))
    assert (digest.board, digest.newcomers) == (places, ("tom",))


def test_how_it_is_counted_gives_the_rules_in_points() -> None:
    text = compose(WEEK, "Product safety", NOTHING).how_counted
    for figure in (
        "10 points",
        "2 for bringing it in",
        "6 for the answer",
        "2 for telling",
        "50 points a week",
    ):
        assert figure in text


@pytest.mark.parametrize(
    ("values", "middle", "slow"),
    [
        ([], None, None),
        ([7], 7, 7),
        ([4, 1], 2.5, 4),
        ([3, 1, 2], 2, 3),
        (range(10, 0, -1), 5.5, 9),
        (range(1, 12), 6, 10),
    ],
)
def test_median_and_p90(values: list[float], middle: float | None, slow: float | None) -> None:
    assert (median(values), p90(values)) == (middle, slow)
    assert spread(values) == Spread(n=len(values), median=middle, p90=slow)


def test_minutes_are_those_that_passed_also_when_the_clocks_change() -> None:
    start = datetime(2026, 10, 25, 0, tzinfo=BERLIN)
    assert minutes_between(start, datetime(2026, 10, 25, 6, tzinfo=BERLIN)) == 7 * 60
    assert minutes_between(NOW, NOW + timedelta(seconds=30)) == 0.5


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 min"),
        (41.4, "41 min"),
        (59.6, "1 h"),
        (115, "1 h 55"),
        (65, "1 h 05"),
        (24 * 60, "1 d"),
        (51 * 60 + 20, "2 d 3 h"),
    ],
)
def test_durations_are_written_as_people_write_them(minutes: float, text: str) -> None:
    assert duration(minutes) == text
