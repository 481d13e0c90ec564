"""What is confirmed among few: rings and inventions, the reference figures of CREDIT.md, and whose word counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from types import ModuleType

import pytest
from hypothesis import strategies as st

from bot.domain.credit import Confirmation, ConfirmerKind, Share, World
from tests.properties.credit_worlds import BERLIN, POT, any_world, pots, ring, sockpuppets, voiding
from tests.properties.refuting import for_all


@pytest.mark.parametrize(("size", "capped"), [(2, 3), (3, 6), (4, 9), (5, 12)])
def test_a_ring_that_signs_each_others_claims_gets_the_reference_figure(
    rules: ModuleType, size: int, capped: int
) -> None:
    """Fifty genuine cases, each confirmed by the whole ring: the lowest id counts, so `size - 1` pairs."""
    shares = rules.credit.ledger(ring(size, {11: 50}, lambda turn: list(range(size))))
    assert sum(share.share for share in shares) == 50 * POT
    burned = capped * POT - sum(share.credit for share in shares)
    assert 0 <= burned < len(shares)


def test_an_honest_member_gets_six_pots_with_and_without_the_cap(rules: ModuleType) -> None:
    """Twelve cases, six confirmers, half a pot each: spotted, and one of two functions answered."""
    month = ring(1, {11: 12}, lambda turn: [1 + turn % 6])
    honest = replace(
        month,
        cases=tuple(replace(case, required=("support", "legal")) for case in month.cases),
        claims=tuple(claim for claim in month.claims if claim.slot != "loop"),
    )
    assert sum(share.share for share in rules.credit.ledger(honest)) == 6 * POT
    assert pots(rules, honest) == 6


@for_all(world=sockpuppets((ConfirmerKind.PEER,)), examples=30)
def test_sockpuppets_earn_their_owner_one_cap_each_and_nothing_once_found_out(
    rules: ModuleType, world: World
) -> None:
    puppets = {one.by for one in world.confirmations}
    assert pots(rules, world) <= (0 if world.inactive else min(len(world.cases), 3 * len(puppets)))


@for_all(world=any_world)
def test_rule_5_the_most_trusted_confirmer_counts_then_the_earliest(rules: ModuleType, world: World) -> None:
    def trusted(one: Confirmation) -> ConfirmerKind:
        pretends = one.kind is ConfirmerKind.APPROVER and one.by not in world.approvers
        return ConfirmerKind.PEER if pretends else one.kind

    claimants = {(claim.case, claim.slot, claim.member) for claim in world.claims}

    def counts(one: Confirmation, share: Share) -> bool:
        return (
            (one.case, one.slot, one.member) == (share.case, share.slot, share.member)
            and (one.case, one.slot, one.by) not in claimants
            and one.by not in world.inactive
            and one.at <= share.signed_at + timedelta(days=7)
        )

    order = [ConfirmerKind.CUSTOMER, ConfirmerKind.APPROVER, ConfirmerKind.PEER]
    for share in rules.credit.ledger(world):
        valid = [(order.index(trusted(one)), one.at, one.by) for one in world.confirmations if counts(one, share)]
        best, _, by = min(valid)
        assert (share.kind, share.confirmed_by) == (order[best], by)


@for_all(world=st.one_of(sockpuppets((ConfirmerKind.CUSTOMER,)), any_world), picks=st.sets(st.integers(0, 9)))
def test_16_the_week_cap_survives_voids(rules: ModuleType, world: World, picks: set[int]) -> None:
    shares = rules.credit.ledger(voiding(world, {c.id for n, c in enumerate(world.cases) if n % 10 in picks}))
    surviving = Counter[str]()
    for share in shares:
        surviving[share.member] += share.credit
    on_boards = Counter[str]()
    for (member, _), credit in rules.credit.week_capped(shares, BERLIN).items():
        assert 0 < credit <= 5 * POT
        on_boards[member] += credit
    for member, credit in surviving.items():
        assert min(5 * POT, credit) <= on_boards[member] <= credit


def test_16_a_reversed_fake_does_not_cost_an_honest_confirmation(rules: ModuleType) -> None:
    """Caps are computed from what survives, never used up on arrival."""
    month = ring(2, {11: 50}, lambda turn: [1 - turn % 2])
    left = voiding(month, {f"11/{n}" for n in range(2, 50)})
    assert (pots(rules, month), pots(rules, left)) == (3, 2)
    assert set(rules.credit.week_capped(rules.credit.ledger(left), BERLIN).values()) == {POT}
