"""What must hold of form, of helpfulness and of the level “Regular”."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from math import isclose
from random import Random
from types import ModuleType

import pytest
from hypothesis import strategies as st

from bot.domain.credit import Confirmed, Share
from tests.builders import share
from tests.properties.credit_worlds import MONTH_END, POT, chances
from tests.properties.refuting import for_all

spans = st.integers(0, 200 * 86_400).map(lambda seconds: timedelta(seconds=seconds))


def earned(member: str, credit: int, signed_at: datetime) -> Share:
    return share(member, credit, signed_at=signed_at)


@st.composite
def histories(draw: st.DrawFn) -> list[Share]:
    """What ada and bo earned in half a year; cy earned the same as ada some hours later, and di the same as ada, told
    in another order."""
    shares = [
        earned(draw(st.sampled_from(("ada", "ada", "bo"))), draw(st.integers(1, POT)), MONTH_END + span)
        for span in draw(st.lists(spans, min_size=3, max_size=9))
    ]
    ada = [one for one in shares if one.member == "ada"]
    later = timedelta(hours=draw(st.integers(1, 20)))
    cy = [replace(one, member="cy", signed_at=one.signed_at + later) for one in ada]
    di = [replace(one, member="di") for one in draw(chances).sample(ada, len(ada))]
    return shares + cy + di


@for_all(shares=histories(), waits=st.lists(spans, min_size=2, max_size=5))
def test_12_time_alone_never_reorders_form(rules: ModuleType, shares: list[Share], waits: list[timedelta]) -> None:
    """Nor does it part equals, or make equals of others."""
    known = MONTH_END + timedelta(days=201)
    orders = []
    for wait in waits:
        form = rules.credit.form(shares, known + wait)
        assert form.get("ada") == form.get("di")
        orders.append([(form[a] > form[b]) - (form[a] < form[b]) for a, b in combinations(sorted(form), 2)])
    assert all(order == orders[0] for order in orders)


@for_all(credit=st.integers(1, 50 * POT), days=st.integers(0, 300), half_lives=st.integers(0, 30))
def test_rule_9_form_halves_every_28_days(rules: ModuleType, credit: int, days: int, half_lives: int) -> None:
    signed_at = MONTH_END + timedelta(days=days)
    form = rules.credit.form([earned("ada", credit, signed_at)], signed_at + half_lives * timedelta(days=28))
    assert isclose(form["ada"], credit / 2**half_lives, rel_tol=1e-11)


@for_all(confirmed=st.integers(0, 300), rest=st.integers(0, 300))
def test_14_helpfulness_is_no_more_than_was_seen_and_rises_with_a_success(
    rules: ModuleType, confirmed: int, rest: int
) -> None:
    claimed = confirmed + rest
    seen = rules.credit.helpfulness(confirmed, claimed)
    if claimed < 5:
        assert seen is None
        return
    assert 0 <= seen <= confirmed / claimed
    assert rules.credit.helpfulness(confirmed + 1, claimed + 1) > seen
    assert rules.credit.helpfulness(confirmed, claimed + 1) <= seen


def test_14_helpfulness_by_hand(rules: ModuleType) -> None:
    """Nine of ten, against the figure that the literature gives for z = 1.96."""
    assert rules.credit.helpfulness(9, 10) == pytest.approx(0.59585, abs=1e-5)
    assert rules.credit.helpfulness(0, 5) == 0
    assert rules.credit.helpfulness(4, 4) is None


@st.composite
def records(draw: st.DrawFn) -> list[Confirmed]:
    """Contributions of some months that are near to the bar on all four counts."""
    chance = draw(chances)
    confirmers, customers, days = chance.randint(4, 6), chance.randint(2, 4), chance.randint(4, 8)
    dates = [chance.choice((0, 95)) + day for day in range(days)]
    return [
        Confirmed(
            at=MONTH_END + timedelta(days=chance.choice(dates), hours=chance.choice((0, 6))),
            confirmer=f"confirmer {chance.randrange(confirmers)}",
            customer=f"customer {chance.randrange(customers)}",
        )
        for _ in range(chance.randint(9, 22))
    ]


@for_all(
    record=records(),
    days=st.one_of(st.integers(0, 240), st.integers(95, 118)),
    chance=chances,
)
def test_who_met_the_bar_within_14_days_is_regular_and_nobody_else(
    rules: ModuleType, record: list[Confirmed], days: int, chance: Random
) -> None:
    """Against the definition, at every moment at which contributions come and go here."""
    now = MONTH_END + timedelta(days=days)

    def met(moment: datetime) -> bool:
        seen = [one for one in record if moment - timedelta(days=100) < one.at <= moment]
        days_seen, confirmers, customers = (
            {one.at.date() for one in seen},
            {one.confirmer for one in seen},
            {one.customer for one in seen},
        )
        return len(seen) >= 10 and len(confirmers) >= 5 and len(customers) >= 3 and len(days_seen) >= 5

    expected = any(met(now - timedelta(hours=hours)) for hours in range(0, 14 * 24 + 1, 6))
    assert rules.credit.is_regular(chance.sample(record, len(record)), now) == expected
