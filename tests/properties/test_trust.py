"""What auditors see: whom trust reaches, who confirms each other, and which caps bit."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import fsum, isclose
from random import Random
from types import ModuleType

import pytest
from hypothesis import strategies as st

from bot.domain.credit import World
from tests.properties.credit_worlds import any_world, chances, month_of, ring, rings, sockpuppets
from tests.properties.refuting import for_all


@for_all(world=any_world, chance=chances)
def test_trust_is_one_in_all_and_reaches_only_whom_approvers_lead_to(
    rules: ModuleType, world: World, chance: Random
) -> None:
    shares = list(rules.credit.ledger(world))
    trust = rules.credit.eigentrust(shares, world.approvers)
    assert rules.credit.eigentrust(chance.sample(shares, len(shares)), world.approvers) == trust
    reached = set(world.approvers)
    while more := {one.member for one in shares if one.confirmed_by in reached and one.credit} - reached:
        reached |= more
    assert {person for person, amount in trust.items() if amount} == reached
    assert all(amount >= 0 for amount in trust.values())
    assert not trust or isclose(fsum(trust.values()), 1, abs_tol=1e-9)


def test_a_ring_holds_no_trust_until_an_approver_confirms_one_of_it(rules: ModuleType) -> None:
    shares = rules.credit.ledger(ring(2, {11: 50}, lambda turn: [1 - turn % 2]))
    assert rules.credit.eigentrust(shares, frozenset({"approver"})) == {"approver": 1, "m0": 0, "m1": 0}
    assert rules.credit.eigentrust(shares, frozenset()) == {}
    joined = [*shares, replace(shares[0], member="m0", confirmed_by="approver")]
    trust = rules.credit.eigentrust(joined, frozenset({"approver"}))
    # By hand: approver = 0.15, m0 = 0.85 · (approver + m1), m1 = 0.85 · m0.
    assert trust["approver"] == pytest.approx(0.15, abs=1e-9)
    assert trust["m0"] == pytest.approx(0.85 * 0.15 / (1 - 0.85**2), abs=1e-9)
    assert trust["m1"] == pytest.approx(0.85 * trust["m0"], abs=1e-9)


@for_all(world=st.one_of(rings(), sockpuppets(), any_world))
def test_auditors_see_every_pair_that_confirms_both_ways_and_every_cap_that_bit(
    rules: ModuleType, world: World
) -> None:
    shares = rules.credit.ledger(world)
    each_way = Counter[tuple[str, str]]()
    for share in shares:
        each_way[share.member, share.confirmed_by] += share.credit
    mutual = {(a, b): (each_way[a, b], each_way[b, a]) for a, b in each_way if (b, a) in each_way and a < b}
    found = rules.credit.reciprocity(shares)
    assert {(one.first, one.second): (one.to_first, one.to_second) for one in found} == mutual
    assert all(one.months == tuple(sorted(set(one.months))) and one.months for one in found)

    taken = Counter[tuple[str, ...]]()
    for share in shares:
        if share.credit < share.share:
            taken[*sorted((share.member, share.confirmed_by)), str(month_of(share))] += share.share - share.credit
    bitten = rules.credit.caps_that_bit(shares)
    months = {one: str((one.month.year, one.month.number)) for one in bitten}
    assert {(one.first, one.second, months[one]): one.taken for one in bitten} == taken
    assert [one.taken for one in bitten] == sorted((one.taken for one in bitten), reverse=True)
    assert all(one.total - one.cap <= one.taken for one in bitten)
