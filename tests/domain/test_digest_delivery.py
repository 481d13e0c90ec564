"""When leads see a digest, what they are told beside it, and the charts of its last weeks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.credit import Confirmed
from bot.domain.digest import Participation, Totals, charts_of, lead_sums, preview_due, trend_of, weeks_before
from bot.domain.own_week import Missing, missing_to_regular, next_top
from bot.domain.period import Week
from tests.builders import community
from tests.world import NOON

WEEK = Week(2026, 47)
NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""Monday in Berlin, when the digest of week 47 falls due."""


@pytest.mark.parametrize(
    ("hours", "shown"), [(-2.1, False), (-2, True), (-0.1, True), (0, False), (1, False), (-24, False)]
)
def test_a_digest_is_shown_within_two_hours_before_it_falls_due(hours: float, shown: bool) -> None:
    assert preview_due(community(), NINE + timedelta(hours=hours)) == ((WEEK, NINE) if shown else None)


def test_a_digest_is_never_shown_before_its_week_is_over() -> None:
    midnight = NINE - timedelta(hours=9)
    early = community(digest_hour=1)
    assert preview_due(early, midnight - timedelta(minutes=1)) is None
    assert preview_due(early, midnight) == (WEEK, midnight + timedelta(hours=1))
    at_once = community(digest_hour=0)
    assert {preview_due(at_once, midnight + timedelta(minutes=one)) for one in range(-180, 180, 7)} == {None}


def test_leads_see_functions_of_five_or_more_and_a_total_that_gives_no_other_away() -> None:
    home = community(functions=("support", "engineering"), sign_off=frozenset({"legal"}))

    def people(**sizes: int) -> dict[str, str | None]:
        return {f"{name}{n}": name for name, size in sizes.items() for n in range(size)}

    told = lead_sums(home, people(support=6, engineering=5, pr=9), {"support0", "support1", "pr0"}, 4)
    assert told.functions == (
        Participation(function="engineering", took_part=0, people=5),
        Participation(function="support", took_part=2, people=6),
    )
    assert told.total == Participation(function="", took_part=2, people=11)
    assert told.contributions == 4
    assert lead_sums(home, people(support=6, legal=2), {"legal0"}, 1).total is None, "the rest would be Legal"
    hidden = lead_sums(home, people(support=2, legal=2), {"legal0"}, 1)
    assert (hidden.functions, hidden.total, hidden.contributions) == ((), None, None)


@settings(max_examples=50)
@given(sizes=st.tuples(*[st.integers(0, 9)] * 3), chosen=st.sets(st.integers(0, 26)))
def test_no_group_below_five_can_be_worked_out_of_the_sums(sizes: tuple[int, ...], chosen: set[int]) -> None:
    names = ("support", "engineering", "legal")
    everyone = [(f"{name}{n}", name) for name, size in zip(names, sizes, strict=True) for n in range(size)]
    earned = {member for place, (member, _) in enumerate(everyone) if place in chosen}
    told = lead_sums(community(), dict(everyone), earned, len(earned))
    known = [one.people for one in told.functions]
    if told.total:
        known.append(told.total.people - sum(known))
    assert all(size == 0 or size >= 5 for size in known)


def test_charts_show_eight_weeks_and_leave_out_what_says_nothing() -> None:
    weeks = [WEEK, *weeks_before(WEEK)][:8]
    totals = {str(week): Totals(closed=number) for number, week in enumerate(weeks)}
    trend = trend_of(weeks, totals, {str(WEEK): 41.0, str(WEEK.previous): 115.0})
    cases, replies = charts_of(trend)
    assert cases.labels == ("W40", "W41", "W42", "W43", "W44", "W45", "W46", "W47")
    assert cases.values == (7, 6, 5, 4, 3, 2, 1, 0)
    assert (replies.labels, replies.values, replies.unit) == (("W46", "W47"), (115, 41), "minutes")
    assert replies.in_words == "First reply by week (median), in minutes: W46 115, W47 41."
    assert charts_of(trend_of(weeks, dict.fromkeys(totals, Totals()), {str(WEEK): 41.0})) == ()


@pytest.mark.parametrize(
    ("longest", "unit", "value"), [(119, "minutes", 119), (120, "hours", 2), (2_879, "hours", 48), (2_880, "days", 2)]
)
def test_first_replies_are_told_in_a_unit_that_fits_the_longest(longest: float, unit: str, value: float) -> None:
    weeks = [WEEK.previous, WEEK]
    trend = trend_of(weeks, {str(week): Totals() for week in weeks}, {str(weeks[0]): 60.0, str(weeks[1]): longest})
    [chart] = charts_of(trend)
    assert (chart.unit, chart.values[1]) == (unit, value)


def test_the_next_top_is_the_nearest_ahead() -> None:
    assert next_top(4, {10: 9, 25: 6, 50: 5}) == (50, 1)
    assert next_top(5, {10: 9, 25: 6, 50: 5}) == (25, 1)
    assert next_top(9, {10: 9, 25: 6, 50: 5}) is None
    assert next_top(0, {}) is None
    assert next_top(0, {10: 3, 25: 3, 50: 3}) == (50, 3)


def test_what_is_missing_to_be_regular_is_counted_until_nothing_is() -> None:
    assert missing_to_regular([], NOON) == Missing(contributions=10, confirmers=5, customers=3, days=5)
    record = [
        Confirmed(at=NOON - timedelta(days=n % 5), confirmer=f"U{n % 5}", customer=f"c{n % 3}") for n in range(10)
    ]
    assert missing_to_regular(record[:4], NOON) == Missing(contributions=6, confirmers=1, customers=0, days=1)
    assert missing_to_regular(record, NOON) is None
