"""The weekly digest in its parts, and the measures in it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.board import Place, places
from bot.domain.case import CaseId
from bot.domain.digest import (
    HOW_COUNTED,
    Chosen,
    Colleague,
    Correction,
    Figures,
    Help,
    Pace,
    Paces,
    Participation,
    People,
    Quote,
    Story,
    Totals,
    Tried,
    Waiting,
    Why,
    Words,
    corrections,
    headline,
    weeks_before,
    worth_telling,
)
from bot.domain.metrics import Spread, duration, median, minutes_between, p90, spread
from bot.domain.period import Week

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 20, 16, tzinfo=UTC)
WEEK = Week(2026, 47)
REPLIED = Paces(first_reply=Pace(took=spread((0.0,))))
BOARD = tuple(
    Place(rank=rank, member=member, credit=credit)
    for rank, member, credit in ((1, "amara", 9), (2, "jonas", 7), (2, "li", 7), (4, "priya", 2))
)


def story(case: int, *helpers: Colleague) -> Story:
    return Story(
        case=CaseId(case),
        matter="The battery swells",
        outcome="Replaced",
        spotted_by=None,
        answered_by=helpers,
        looped_by=None,
        link=None,
    )


def test_a_week_with_nothing_in_it_is_empty() -> None:
    assert Figures().empty


@pytest.mark.parametrize(
    "something",
    [
        {"closed": 1},
        {"open": 1},
        {"paces": REPLIED},
        {"board": BOARD},
        {"newcomers": People(named=("tom",))},
        {"newcomers": People(others=1)},
        {"bests": ("tom",)},
        {"help_across": (Help(from_function="legal", to_function="support", times=1),)},
        {"participation": (Participation(function="legal", took_part=1, people=5),)},
        {"waiting": (Waiting(function="legal", cases=1),)},
        {"corrections": (Correction(week=WEEK, closed=1, credit=0, why=(Why.UNKNOWN,)),)},
        {"chosen": Chosen(tried=(1,))},
    ],
    ids=str,
)
def test_a_week_with_anything_in_it_is_not_empty(something: dict[str, object]) -> None:
    assert not replace(Figures(), **something).empty  # type: ignore[arg-type]


def test_last_week_alone_does_not_fill_this_one() -> None:
    assert Figures(closed_last_week=3, paces_last_week=REPLIED).empty


@pytest.mark.parametrize(
    ("week", "days"),
    [
        (Week(2026, 47), "week 47 (16–22 Nov)"),
        (Week(2026, 53), "week 53 (28 Dec–3 Jan)"),
        (Week(2026, 9), "week 9 (23 Feb–1 Mar)"),
    ],
)
def test_the_headline_names_the_community_and_the_days(week: Week, days: str) -> None:
    assert headline(week, "Product safety") == f"What we did for customers · Product safety · {days}"


def test_who_left_is_named_nowhere_and_all_else_stays() -> None:
    told = Figures(
        closed=3,
        board=BOARD,
        newcomers=People(named=("jonas", "tom"), others=1),
        bests=("amara", "jonas"),
    )
    left = told.without(frozenset({"jonas"}))
    assert [(place.rank, place.member) for place in left.board] == [(1, "amara"), (2, "li"), (3, "priya")]
    assert left.newcomers == People(named=("tom",), others=2)
    assert left.bests == ("amara",)
    assert left == replace(told, board=left.board, newcomers=left.newcomers, bests=left.bests)
    assert told.named - left.named == {"jonas"}


@given(
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 3), max_size=8),
    st.sets(st.sampled_from("abcdefgh")),
)
@settings(max_examples=60)
def test_leaving_keeps_the_others_order(credit: dict[str, int], left: set[str]) -> None:
    told = Figures(
        board=places(credit, frozenset(f"{one}{n}" for one in "abcdefgh" for n in range(9)) | credit.keys())
    )
    shown = told.without(frozenset(left))
    assert [place.member for place in shown.board] == [one.member for one in told.board if one.member not in left]
    assert [place.rank for place in shown.board] == [
        1 + sum(other.credit > place.credit for other in shown.board) for place in shown.board
    ]


def test_everyone_who_is_named_is_known() -> None:
    words = Words(
        stories=(story(1, Colleague(function="legal", member="li"), Colleague(function="pr", member=None)),),
        tried=(Tried(by=Colleague(function=None, member="tom"), text="x", learned="y"),),
    )
    assert words.named == {"li", "tom"}


def test_an_outcome_is_not_told_twice() -> None:
    one, other = (
        Quote(case=CaseId(number), matter="Bills", words="Thank you", outcome="Replaced") for number in (1, 2)
    )
    assert worth_telling([one, other], [story(2)]) == (one, replace(other, outcome=None))


def test_a_closed_week_that_changed_is_corrected_with_its_reason() -> None:
    told = {"2026-W45": Totals(closed=3, credit=30, shares=9), "2026-W46": Totals(closed=1, credit=10, shares=3)}
    void = Totals(closed=2, credit=26, shares=7, void=1)
    assert corrections(told, {**told, "2026-W45": void}) == (
        Correction(week=Week(2026, 45), closed=-1, credit=-4, why=(Why.VOID,)),
    )


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (Totals(closed=2, credit=20, reopened=1), (Why.REOPENED,)),
        (Totals(closed=3, credit=34, shares=10), (Why.CONFIRMED,)),
        (Totals(closed=2, credit=32, shares=10, void=1), (Why.VOID, Why.CONFIRMED)),
        (Totals(closed=4, credit=30, shares=9), (Why.UNKNOWN,)),
    ],
)
def test_why_a_week_changed_is_told_as_far_as_it_is_known(now: Totals, why: tuple[Why, ...]) -> None:
    [one] = corrections({"2026-W45": Totals(closed=3, credit=30, shares=9)}, {"2026-W45": now})
    assert one.why == why


sums = st.builds(Totals, closed=st.integers(0, 3), credit=st.integers(0, 3), shares=st.integers(0, 3))
weeks = st.dictionaries(st.sampled_from([str(week) for week in weeks_before(WEEK)]), sums)


@given(weeks, weeks)
@settings(max_examples=60)
def test_a_change_is_told_exactly_once_and_only_of_weeks_that_were_told(
    told: dict[str, Totals], now: dict[str, Totals]
) -> None:
    found = {str(one.week): one for one in corrections(told, now)}
    for week in told.keys() & now.keys():
        one = found.get(week)
        assert now[week].closed - told[week].closed == (one.closed if one else 0)
        assert now[week].credit - told[week].credit == (one.credit if one else 0)
    assert found.keys() <= told.keys()
    assert corrections(now, now) == ()


def test_eight_weeks_are_looked_at_once_more_also_over_new_year() -> None:
    assert weeks_before(Week(2027, 2))[:3] == (Week(2027, 1), Week(2026, 53), Week(2026, 52))
    assert len(set(weeks_before(WEEK))) == 8


def test_how_it_is_counted_gives_the_rules_in_points() -> None:
    for figure in (
        "10 points",
        "2 for bringing it in",
        "6 for the answer",
        "2 for telling",
        "50 points a week",
    ):
        assert figure in HOW_COUNTED


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
        (0, "less than 1 min"),
        (0.6, "1 min"),
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
