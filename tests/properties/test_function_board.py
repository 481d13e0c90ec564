"""What must hold of the board of functions, and of where one stands."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.board import FunctionStanding, function_places, function_standings
from bot.domain.credit import POT, WEEK_CAP
from bot.domain.standing import neighbours, thresholds

MEMBERS = [f"m{n:02}" for n in range(24)]
credits = st.dictionaries(st.sampled_from(MEMBERS), st.integers(0, 3) | st.integers(0, 5 * WEEK_CAP))
functions = st.fixed_dictionaries({member: st.sampled_from(["pr", "legal", "care", None]) for member in MEMBERS})
standings = st.lists(
    st.builds(
        FunctionStanding,
        function=st.uuids().map(str),
        credit=st.integers(0, 4),
        people=st.just(5),
        taking_part=st.integers(0, 5),
    ),
    max_size=9,
    unique_by=lambda one: one.function,
)


@settings(max_examples=60, deadline=None)
@given(credits, functions)
def test_the_formula_holds_exactly_and_only_from_five_people_on(
    credit: dict[str, int], of: dict[str, str | None]
) -> None:
    found = function_standings(credit, of)
    mean = Fraction(sum(credit.get(member, 0) for member in of), len(of))
    for function in ("pr", "legal", "care"):
        earned = [credit.get(member, 0) for member, its in of.items() if its == function]
        assert (function in found) == (len(earned) >= 5)
        if one := found.get(function):
            assert one.credit == floor((5 * mean + sum(earned)) / (5 + len(earned)))
            assert (one.people, one.taking_part) == (len(earned), sum(each > 0 for each in earned))
            average = Fraction(sum(earned), len(earned))
            assert min(mean, average) - 1 < one.credit <= max(mean, average)


@settings(max_examples=60, deadline=None)
@given(credits, functions, st.sampled_from(MEMBERS), st.integers(1, POT))
def test_who_earns_more_never_lowers_their_function(
    credit: dict[str, int], of: dict[str, str | None], member: str, more: int
) -> None:
    before, after = (function_standings({**credit, member: credit.get(member, 0) + extra}, of) for extra in (0, more))
    assert all(after[name].credit >= one.credit for name, one in before.items())
    assert all(after[name].taking_part >= one.taking_part for name, one in before.items())


@settings(max_examples=60, deadline=None)
@given(standings)
def test_no_function_is_ever_shown_as_the_last(compared: list[FunctionStanding]) -> None:
    places = function_places(compared)
    shown = [place.standing for place in places]
    assert all(one.taking_part for one in shown)
    assert [place.rank for place in places] == [1 + sum(o.credit > one.credit for o in compared) for one in shown]
    if len({one.credit for one in compared}) > 1:
        worst = min(one.credit for one in compared)
        assert all(one.credit > worst for one in shown)
        assert len(shown) <= -(-len(compared) // 2) or shown[0].credit == shown[-1].credit
    assert function_places(reversed(compared)) == places


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(MEMBERS), st.integers(0, 4)), st.frozensets(st.sampled_from(MEMBERS)))
def test_neighbours_are_the_nearest_who_joined_and_they_are_mutual(
    credit: dict[str, int], joined: frozenset[str]
) -> None:
    for member in joined:
        before, behind = neighbours(member, credit, joined)
        own, others = credit.get(member, 0), joined - {member}
        assert len(before) <= 2
        assert len(behind) <= 2
        assert {one.member for one in (*before, *behind)} <= others
        assert all(one.credit == credit[one.member] > 0 for one in (*before, *behind))
        assert all(one.credit >= own for one in before)
        assert all(one.credit <= own for one in behind)
        beside = {one.member for one in (*before, *behind)}
        for one in others - beside:
            assert credit.get(one, 0) == 0 or len(before) == 2 or credit[one] <= own
            assert credit.get(one, 0) == 0 or len(behind) == 2 or credit[one] >= own
        for one in beside if own else ():
            assert member in {other.member for side in neighbours(one, credit, joined) for other in side}


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(MEMBERS), st.integers(0, 9)), st.frozensets(st.sampled_from(MEMBERS)))
def test_a_threshold_is_met_by_just_so_many(credit: dict[str, int], joined: frozenset[str]) -> None:
    for share, least in thresholds(credit, joined).items():
        wanted = -(-len(joined) * share // 100)
        amounts = [credit.get(member, 0) for member in joined]
        assert sum(amount >= least for amount in amounts) >= wanted
        assert sum(amount > least for amount in amounts) < wanted
        assert least > 0
