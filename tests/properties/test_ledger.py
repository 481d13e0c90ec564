"""What must hold of the ledger in every world (CREDIT.md, What must hold), rings and sockpuppets among them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, timedelta
from fractions import Fraction
from itertools import permutations
from random import Random
from types import ModuleType

from hypothesis import assume, event
from hypothesis import strategies as st

from bot.domain.credit import Claim, Confirmation, ConfirmerKind, CreditCase, World
from tests.properties.credit_worlds import (
    CUSTOMERS,
    FUNCTIONS,
    MEMBERS,
    MONTH_END,
    POT,
    SLOTS,
    any_world,
    chances,
    colleagues,
    confirmations,
    confirmed,
    genuine,
    month_of,
    pots,
    rings,
    sockpuppets,
    worlds,
)
from tests.properties.refuting import for_all

DOES_NOT_PAY: tuple[dict[str, object], ...] = (
    {"voided": True},
    {"external": False},
    {"signed_by": None, "signed_at": None},
    {"reopened": True},
)


def per_mille(slot: str, case: CreditCase) -> int:
    return 200 if slot in ("spot", "loop") else 600 // len(set(case.required))


def with_confirmations(world: World, added: list[Confirmation]) -> World:
    return replace(world, confirmations=world.confirmations + tuple(added))


def with_part(world: World, whole: CreditCase, hours: int) -> World:
    """The world with a part of a case, signed so many hours later, of which all is said that is said of the whole."""
    part = f"{whole.id} part"
    said = tuple(replace(c, case=part) for c in world.confirmations if c.case == whole.id)
    return replace(
        world,
        cases=(*world.cases, replace(whole, id=part, signed_at=whole.signed_at + timedelta(hours=hours))),
        claims=world.claims + tuple(replace(c, case=part) for c in world.claims if c.case == whole.id),
        confirmations=world.confirmations + said,
    )


@for_all(world=any_world)
def test_1_credit_is_never_negative_and_never_more_than_the_pot(rules: ModuleType, world: World) -> None:
    by_id = {case.id: case for case in world.cases}
    per_case, per_key, per_slot = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    shares = rules.credit.ledger(world)
    event(f"shares: {min(len(shares), 3)} or more")
    for share in shares:
        assert 0 <= share.credit <= share.share
        per_case[share.case] += share.share
        per_key[by_id[share.case].external_key] += share.share
        per_slot[share.case, share.slot] += share.share
    assert all(paid <= POT for paid in (per_case | per_key).values())
    assert all(paid * 1000 <= POT * per_mille(slot, by_id[case]) for (case, slot), paid in per_slot.items())


@for_all(world=any_world, kind=st.sampled_from(ConfirmerKind))
def test_2_confirming_oneself_changes_nothing(rules: ModuleType, world: World, kind: ConfirmerKind) -> None:
    own = [confirmed(claim, claim.member, kind=kind) for claim in world.claims]
    assert rules.credit.ledger(with_confirmations(world, own)) == rules.credit.ledger(world)


@for_all(world=st.one_of(worlds(), colleagues(), sockpuppets()))
def test_3_who_is_credited_as_confirmer_has_no_stake_and_said_so_in_time(rules: ModuleType, world: World) -> None:
    claimed = {(claim.case, claim.slot, claim.member) for claim in world.claims}
    said = {(one.case, one.slot, one.member, one.by, one.at) for one in world.confirmations}
    for share in rules.credit.ledger(world):
        assert (share.case, share.slot, share.member) in claimed
        assert (share.case, share.slot, share.confirmed_by) not in claimed
        assert world.inactive.isdisjoint((share.member, share.confirmed_by))
        moments = [at for *what, at in said if what == [share.case, share.slot, share.member, share.confirmed_by]]
        assert moments
        assert min(moments) <= share.signed_at + timedelta(days=7)


@for_all(world=worlds())
def test_4_who_signs_off_earns_no_answer_share_in_the_case(rules: ModuleType, world: World) -> None:
    signers = {case.id: case.signed_by for case in world.cases}
    shares = rules.credit.ledger(world)
    assert not [s for s in shares if s.slot.startswith("answer:") and s.member == signers[s.case]]


@for_all(world=any_world, change=st.sampled_from(DOES_NOT_PAY), pick=st.integers(0, 99), hours=st.integers(0, 2))
def test_5_a_case_that_does_not_pay_is_as_good_as_absent(
    rules: ModuleType, world: World, change: dict[str, object], pick: int, hours: int
) -> None:
    """Also where another of its key could pay in its place."""
    paid = {share.case for share in rules.credit.ledger(world)}
    candidates = [case for case in world.cases if pick % 2 and case.id in paid] or world.cases
    chosen = candidates[pick % len(candidates)]
    if hours and chosen.signed_at:
        world = with_part(world, chosen, hours)
    others = tuple(case for case in world.cases if case.id != chosen.id)
    changed = replace(chosen, **change)  # type: ignore[arg-type]
    without = rules.credit.ledger(replace(world, cases=others))
    assert rules.credit.ledger(replace(world, cases=(*others, changed))) == without


@for_all(world=any_world, pick=st.integers(0, 99), hours=st.integers(0, 72))
def test_7_splitting_a_case_under_one_key_never_raises_the_total(
    rules: ModuleType, world: World, pick: int, hours: int
) -> None:
    """A part that carries all that the whole had pays nothing more, whenever it is signed off afterwards."""
    whole = world.cases[pick % len(world.cases)]
    assume(whole.signed_at is not None)
    assert rules.credit.ledger(with_part(world, whole, hours)) == rules.credit.ledger(world)


@for_all(world=worlds(), chance=chances)
def test_7_moving_claims_to_a_later_part_gains_no_more_than_rounding(
    rules: ModuleType, world: World, chance: Random
) -> None:
    """Confirmed by customers alone, so that neither stakes nor pair caps move with the claims."""
    whole = world.cases[0]
    assume(whole.signed_at is not None)
    moved = {(claim.case, claim.member, claim.slot) for claim in world.claims if chance.random() < 0.5}
    before = replace(
        world,
        cases=(whole,),
        confirmations=tuple(replace(c, by="customer", kind=ConfirmerKind.CUSTOMER) for c in world.confirmations),
    )

    def placed(record: Claim | Confirmation) -> Claim | Confirmation:
        return replace(record, case="part") if (record.case, record.member, record.slot) in moved else record

    after = replace(
        before,
        cases=(whole, replace(whole, id="part", signed_at=whole.signed_at + timedelta(hours=1))),
        claims=tuple(map(placed, before.claims)),
        confirmations=tuple(map(placed, before.confirmations)),
    )
    assert pots(rules, after) * POT < pots(rules, before) * POT + len(SLOTS) * len(MEMBERS)


@for_all(world=any_world, slot=st.sampled_from(SLOTS), crowd=st.integers(1, 40))
def test_8_more_contributors_never_push_a_slot_above_its_weight(
    rules: ModuleType, world: World, slot: str, crowd: int
) -> None:
    case = world.cases[0]
    claims = tuple(Claim(case=case.id, member=f"new {n}", slot=slot) for n in range(crowd))
    crowded = with_confirmations(replace(world, claims=world.claims + claims), [confirmed(one) for one in claims])
    shares = [one.share for one in rules.credit.ledger(crowded) if (one.case, one.slot) == (case.id, slot)]
    assert not shares or sum(shares) * 1000 <= POT * per_mille(slot, case)


@for_all(world=st.one_of(rings(), worlds()))
def test_9_no_unordered_pair_earns_more_than_its_cap_a_month(rules: ModuleType, world: World) -> None:
    earned = Counter[tuple[frozenset[str], tuple[int, int]]]()
    for share in rules.credit.ledger(world):
        if share.confirmed_by not in CUSTOMERS:
            earned[frozenset((share.member, share.confirmed_by)), month_of(share)] += share.credit
    for (pair, _), credit in earned.items():
        assert credit <= (3 * POT if world.approvers.isdisjoint(pair) else 12 * POT)


@for_all(world=any_world, data=st.data())
def test_10_one_more_confirmation_never_lowers_its_members_own_share(
    rules: ModuleType, world: World, data: st.DataObject
) -> None:
    claim = data.draw(st.sampled_from(world.claims or (Claim(case="c0", member="ada", slot="spot"),)))
    more = with_confirmations(world, [data.draw(confirmations(claim))])

    def own(world: World) -> int:
        return sum(share.share for share in rules.credit.ledger(world) if share.member == claim.member)

    assert own(more) >= own(world)


@for_all(
    filled=st.dictionaries(st.sampled_from(MEMBERS), st.frozensets(st.sampled_from(SLOTS), min_size=1), min_size=1)
)
def test_13_shares_are_the_shapley_values_of_covering_the_slots(
    rules: ModuleType, filled: dict[str, frozenset[str]]
) -> None:
    """Against the definition: a member's mean gain over all orders in which the group can come together."""
    case = genuine("c", MONTH_END, FUNCTIONS)
    claims = tuple(Claim(case="c", member=m, slot=slot) for m, slots in filled.items() for slot in slots)
    said = tuple(map(confirmed, claims))
    world = World(cases=(case,), claims=claims, confirmations=said, approvers=frozenset(), inactive=frozenset())
    earned = Counter[str]()
    for share in rules.credit.ledger(world):
        earned[share.member] += share.share

    orders = list(permutations(filled))
    gains = Counter[str]()
    for order in orders:
        covered: set[str] = set()
        for member in order:
            gains[member] += sum(POT * per_mille(slot, case) // 1000 for slot in filled[member] - covered)
            covered |= filled[member]
    for member, slots in filled.items():
        assert 0 <= Fraction(gains[member], len(orders)) - earned[member] < len(slots)


@for_all(world=any_world, pick=st.integers(0, 99), hours=st.integers(-5, 72))
def test_17_reopening_and_signing_again_pays_once(rules: ModuleType, world: World, pick: int, hours: int) -> None:
    chosen = world.cases[pick % len(world.cases)]
    assume(chosen.signed_at is not None)
    others = tuple(case for case in world.cases if case.id != chosen.id)
    reopened = replace(chosen, reopened=True)
    signed_again = replace(chosen, reopened=False, signed_at=chosen.signed_at + timedelta(hours=hours))
    assert not [s for s in rules.credit.ledger(replace(world, cases=(*others, reopened))) if s.case == chosen.id]
    shares = [s for s in rules.credit.ledger(replace(world, cases=(*others, signed_again))) if s.case == chosen.id]
    assert len({(share.slot, share.member) for share in shares}) == len(shares)
    assert sum(share.share for share in shares) <= POT
    assert {share.signed_at for share in shares} <= {signed_again.signed_at.astimezone(UTC)}
