"""What must hold of credit in every world (CREDIT.md, What must hold), rings and sockpuppets among them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import permutations
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from bot.domain.credit import (
    APPROVER_CAP,
    PEER_CAP,
    POT,
    WEEK_CAP,
    Claim,
    Confirmation,
    ConfirmerKind,
    CreditCase,
    World,
    ledger,
    season_of,
    week_capped,
)
from bot.domain.interchange import parse_world, world_text

BERLIN = ZoneInfo("Europe/Berlin")
MEMBERS = ("ada", "bo", "cy", "di", "eve")
CUSTOMERS = ("customer 1", "customer 2")
FUNCTIONS = ("legal", "pr", "support")
SLOTS = ("spot", "loop", *(f"answer:{function}" for function in FUNCTIONS))
MONTH_END = datetime(2026, 10, 31, 20, tzinfo=UTC)

moments = st.integers(0, 40 * 24).map(lambda hours: MONTH_END + timedelta(hours=hours))


@st.composite
def cases(draw: st.DrawFn, case_id: str) -> CreditCase:
    """A case that pays three times in four, and often shares its key with another."""
    signed = draw(st.integers(0, 9)) > 0
    return CreditCase(
        id=case_id,
        external_key=draw(st.sampled_from(("k1", "k2", "k3", case_id))),
        external=draw(st.integers(0, 9)) > 0,
        required=tuple(draw(st.lists(st.sampled_from(FUNCTIONS), max_size=4))),
        signed_by=draw(st.sampled_from(MEMBERS)) if signed else None,
        signed_at=draw(moments) if signed else None,
        voided=draw(st.integers(0, 9)) == 0,
        reopened=draw(st.integers(0, 9)) == 0,
    )


@st.composite
def confirmations(draw: st.DrawFn, claim: Claim) -> Confirmation:
    """Somebody's word on a claim; labels are sometimes false, and some come too late."""
    by = draw(st.sampled_from(MEMBERS + CUSTOMERS))
    kinds = (ConfirmerKind.CUSTOMER,) if by in CUSTOMERS else (ConfirmerKind.APPROVER, ConfirmerKind.PEER)
    return Confirmation(
        case=claim.case,
        member=claim.member,
        slot=claim.slot,
        by=by,
        at=draw(moments),
        kind=draw(st.sampled_from(kinds)),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Any world of a few people, whose confirmations mostly stand on a claim."""
    made = [draw(cases(f"c{n}")) for n in range(draw(st.integers(1, 5)))]
    claim = st.builds(
        Claim,
        case=st.sampled_from([case.id for case in made]),
        member=st.sampled_from(MEMBERS),
        slot=st.sampled_from(SLOTS),
        volunteered=st.booleans(),
    )
    claims = draw(st.lists(claim, max_size=15))
    subjects = st.sampled_from(claims) if claims else claim
    return World(
        cases=tuple(made),
        claims=tuple(claims),
        confirmations=tuple(draw(st.lists(subjects.flatmap(confirmations), max_size=25))),
        approvers=draw(st.frozensets(st.sampled_from(MEMBERS), max_size=2)),
        inactive=draw(st.frozensets(st.sampled_from(MEMBERS), max_size=1)),
    )


def ring(
    size: int, months: dict[int, int], confirmers: Callable[[int], list[int]], **standing: frozenset[str]
) -> World:
    """Members `m0`, `m1` … who take turns to claim whole cases; `months` gives how many in a month of 2026.

    `confirmers(turn)` are the numbers of those who confirm. The cases themselves are genuine: they came from
    outside, and an outsider signed them off.
    """
    made, claims, said = [], [], []
    for month, count in months.items():
        signed_at = datetime(2026, month, 3, tzinfo=UTC)
        for n in range(count):
            case_id, member = f"{month}/{n}", f"m{n % size}"
            made.append(
                CreditCase(
                    id=case_id,
                    external_key=case_id,
                    external=True,
                    required=("support",),
                    signed_by="outsider",
                    signed_at=signed_at,
                    voided=False,
                    reopened=False,
                )
            )
            for slot in ("spot", "loop", "answer:support"):
                claims.append(Claim(case=case_id, member=member, slot=slot, volunteered=True))
                said += [
                    Confirmation(
                        case=case_id,
                        member=member,
                        slot=slot,
                        by=f"m{by}",
                        at=signed_at,
                        kind=ConfirmerKind.PEER,
                    )
                    for by in confirmers(n)
                ]
    return World(
        cases=tuple(made),
        claims=tuple(claims),
        confirmations=tuple(said),
        approvers=standing.get("approvers", frozenset()),
        inactive=standing.get("inactive", frozenset()),
    )


@st.composite
def rings(draw: st.DrawFn) -> World:
    """A ring of two to five, who confirm each other all at once, around the circle, or by chance."""
    size = draw(st.integers(2, 5))
    shape = draw(st.sampled_from(("all", "circle", "chance")))
    chance = Random(draw(st.integers(0, 999)))
    event(f"a ring of {size}, confirming {shape}")

    def confirmers(turn: int) -> list[int]:
        by_shape = {
            "all": list(range(size)),
            "circle": [(turn + 1) % size],
            "chance": chance.sample(range(size), chance.randint(1, size)),
        }
        return by_shape[shape]

    months = {11: draw(st.integers(1, 30)), 12: draw(st.integers(0, 30))}
    approvers = draw(st.frozensets(st.sampled_from([f"m{n}" for n in range(size)]), max_size=1))
    return ring(size, months, confirmers, approvers=approvers)


any_world = st.one_of(worlds(), rings())


def pots(world: World) -> Fraction:
    return Fraction(sum(share.credit for share in ledger(world)), POT)


def per_mille(slot: str, case: CreditCase) -> int:
    return 200 if slot in ("spot", "loop") else 600 // len(set(case.required))


def with_confirmations(world: World, added: list[Confirmation]) -> World:
    return replace(world, confirmations=world.confirmations + tuple(added))


@given(any_world)
def test_1_credit_is_never_negative_and_never_more_than_the_pot(world: World) -> None:
    by_id = {case.id: case for case in world.cases}
    per_case, per_key, per_slot = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    shares = ledger(world)
    event(f"shares: {min(len(shares), 3)} or more")
    for share in shares:
        assert 0 <= share.credit <= share.share
        per_case[share.case] += share.share
        per_key[by_id[share.case].external_key] += share.share
        per_slot[share.case, share.slot] += share.share
    assert all(paid <= POT for paid in (per_case | per_key).values())
    assert all(paid * 1000 <= POT * per_mille(slot, by_id[case]) for (case, slot), paid in per_slot.items())


@given(any_world, st.sampled_from(ConfirmerKind))
def test_2_confirming_oneself_changes_nothing(world: World, kind: ConfirmerKind) -> None:
    own = [
        Confirmation(case=c.case, member=c.member, slot=c.slot, by=c.member, at=MONTH_END, kind=kind)
        for c in world.claims
    ]
    assert ledger(with_confirmations(world, own)) == ledger(world)


@given(any_world)
def test_3_no_credited_confirmer_claims_the_slot_or_is_inactive(world: World) -> None:
    claimed = {(claim.case, claim.slot, claim.member) for claim in world.claims}
    for share in ledger(world):
        assert (share.case, share.slot, share.member) in claimed
        assert (share.case, share.slot, share.confirmed_by) not in claimed
        assert world.inactive.isdisjoint((share.member, share.confirmed_by))


@given(any_world)
def test_4_who_signs_off_earns_no_answer_share_in_the_case(world: World) -> None:
    signers = {case.id: case.signed_by for case in world.cases}
    assert not [s for s in ledger(world) if s.slot.startswith("answer:") and s.member == signers[s.case]]


@given(any_world, st.data())
@pytest.mark.parametrize(
    "change",
    [
        {"voided": True},
        {"external": False},
        {"signed_by": None, "signed_at": None},
        {"reopened": True},
    ],
)
def test_5_a_case_that_does_not_pay_is_as_good_as_absent(
    change: dict[str, object], world: World, data: st.DataObject
) -> None:
    chosen = data.draw(st.sampled_from(world.cases))
    others = tuple(case for case in world.cases if case.id != chosen.id)
    changed = replace(chosen, **change)  # type: ignore[arg-type]
    assert ledger(replace(world, cases=(*others, changed))) == ledger(replace(world, cases=others))


@given(any_world, st.randoms(use_true_random=False))
def test_6_shuffling_and_repeating_change_nothing(world: World, random: Random) -> None:
    def stirred(records: tuple) -> tuple:  # type: ignore[type-arg]
        repeated = [*records, *random.choices(records, k=3)] if records else []
        random.shuffle(repeated)
        return tuple(repeated)

    again = replace(
        world,
        cases=stirred(world.cases),
        claims=stirred(world.claims),
        confirmations=stirred(world.confirmations),
    )
    assert ledger(again) == ledger(world)


@given(any_world, st.data())
def test_7_splitting_a_case_under_one_key_never_raises_the_total(world: World, data: st.DataObject) -> None:
    """A part that carries all that the whole had pays nothing more, whenever it is signed off afterwards."""
    whole = data.draw(st.sampled_from([case for case in world.cases if case.signed_at] or [None]))
    assume(whole is not None)
    later = whole.signed_at + timedelta(hours=data.draw(st.integers(0, 72)))
    split = replace(
        world,
        cases=(*world.cases, replace(whole, id=f"{whole.id} part", signed_at=later)),
        claims=world.claims + tuple(replace(c, case=f"{c.case} part") for c in world.claims if c.case == whole.id),
        confirmations=world.confirmations
        + tuple(replace(c, case=f"{c.case} part") for c in world.confirmations if c.case == whole.id),
    )
    assert ledger(split) == ledger(world)


@given(worlds(), st.data())
def test_7_moving_claims_to_a_later_part_gains_no_more_than_rounding(world: World, data: st.DataObject) -> None:
    """Confirmed by customers alone, so that neither stakes nor pair caps move with the claims."""
    whole = world.cases[0]
    assume(whole.signed_at is not None)
    moved = data.draw(st.sets(st.sampled_from(world.claims))) if world.claims else set()
    before = replace(
        world,
        cases=(whole,),
        confirmations=tuple(replace(c, by="customer", kind=ConfirmerKind.CUSTOMER) for c in world.confirmations),
    )
    subjects = {(claim.case, claim.member, claim.slot) for claim in moved}
    after = replace(
        before,
        cases=(whole, replace(whole, id="part", signed_at=whole.signed_at + timedelta(hours=1))),
        claims=tuple(replace(c, case="part") if (c.case, c.member, c.slot) in subjects else c for c in before.claims),
        confirmations=tuple(
            replace(c, case="part") if (c.case, c.member, c.slot) in subjects else c for c in before.confirmations
        ),
    )
    assert pots(after) * POT < pots(before) * POT + len(SLOTS) * len(MEMBERS)


@given(any_world, st.sampled_from(SLOTS), st.integers(1, 40))
def test_8_more_contributors_never_push_a_slot_above_its_weight(world: World, slot: str, crowd: int) -> None:
    case = world.cases[0]
    claims = tuple(Claim(case=case.id, member=f"new {n}", slot=slot) for n in range(crowd))
    said = [
        Confirmation(
            case=c.case, member=c.member, slot=slot, by="customer", at=MONTH_END, kind=ConfirmerKind.CUSTOMER
        )
        for c in claims
    ]
    crowded = with_confirmations(replace(world, claims=world.claims + claims), said)
    shares = [share.share for share in ledger(crowded) if (share.case, share.slot) == (case.id, slot)]
    assert not shares or sum(shares) * 1000 <= POT * per_mille(slot, case)


@given(any_world)
def test_9_no_unordered_pair_earns_more_than_its_cap_a_month(world: World) -> None:
    earned = Counter[tuple[frozenset[str], tuple[int, int]]]()
    for share in ledger(world):
        if share.confirmed_by not in CUSTOMERS:
            earned[frozenset((share.member, share.confirmed_by)), season_of(share.signed_at)] += share.credit
    for (pair, _), credit in earned.items():
        assert credit <= (PEER_CAP if world.approvers.isdisjoint(pair) else APPROVER_CAP)


@given(any_world, st.data())
def test_10_one_more_confirmation_never_lowers_its_members_own_share(world: World, data: st.DataObject) -> None:
    claim = data.draw(st.sampled_from(world.claims or (Claim(case="c0", member="ada", slot="spot"),)))
    more = with_confirmations(world, [data.draw(confirmations(claim))])

    def own(world: World) -> int:
        return sum(share.share for share in ledger(world) if share.member == claim.member)

    assert own(more) >= own(world)


@given(any_world, st.permutations(MEMBERS))
def test_11_renaming_members_permutes_the_result(world: World, order: list[str]) -> None:
    """No two confirmations at one moment, since then the id decides (rule 5)."""
    new_name = dict(zip(MEMBERS, order, strict=True)) | {f"m{n}": f"m{4 - n}" for n in range(5)}

    def renamed(name: str | None) -> str | None:
        return None if name is None else new_name.get(name, name)

    def people(names: frozenset[str]) -> frozenset[str]:
        return frozenset(new_name.get(name, name) for name in names)

    apart = replace(
        world,
        confirmations=tuple(
            replace(c, at=c.at + timedelta(microseconds=n)) for n, c in enumerate(world.confirmations)
        ),
    )
    after = World(
        cases=tuple(replace(c, signed_by=renamed(c.signed_by)) for c in apart.cases),
        claims=tuple(replace(c, member=renamed(c.member)) for c in apart.claims),
        confirmations=tuple(replace(c, member=renamed(c.member), by=renamed(c.by)) for c in apart.confirmations),
        approvers=people(apart.approvers),
        inactive=people(apart.inactive),
    )
    expected = {replace(s, member=renamed(s.member), confirmed_by=renamed(s.confirmed_by)) for s in ledger(apart)}
    assert set(ledger(after)) == expected


@given(st.dictionaries(st.sampled_from(MEMBERS), st.frozensets(st.sampled_from(SLOTS), min_size=1), min_size=1))
def test_13_shares_are_the_shapley_values_of_covering_the_slots(filled: dict[str, frozenset[str]]) -> None:
    """Against the definition: a member's mean gain over all orders in which the group can come together."""
    case = CreditCase(
        id="c",
        external_key="k",
        external=True,
        required=FUNCTIONS,
        signed_by="outsider",
        signed_at=MONTH_END,
        voided=False,
        reopened=False,
    )
    claims = tuple(Claim(case="c", member=m, slot=slot) for m, slots in filled.items() for slot in slots)
    said = tuple(
        Confirmation(case="c", member=c.member, slot=c.slot, by="customer", at=MONTH_END, kind=ConfirmerKind.CUSTOMER)
        for c in claims
    )
    world = World(cases=(case,), claims=claims, confirmations=said, approvers=frozenset(), inactive=frozenset())
    earned = Counter[str]()
    for share in ledger(world):
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


@given(any_world, st.data())
def test_16_the_week_cap_survives_voids(world: World, data: st.DataObject) -> None:
    voided = data.draw(st.sets(st.sampled_from([case.id for case in world.cases])))
    left = replace(world, cases=tuple(replace(c, voided=c.voided or c.id in voided) for c in world.cases))
    surviving = Counter[str]()
    for share in ledger(left):
        surviving[share.member] += share.credit
    on_boards = Counter[str]()
    for (member, _), credit in week_capped(ledger(left), BERLIN).items():
        assert 0 < credit <= WEEK_CAP
        on_boards[member] += credit
    for member, credit in surviving.items():
        assert min(WEEK_CAP, credit) <= on_boards[member] <= credit


def test_16_a_reversed_fake_does_not_cost_an_honest_confirmation() -> None:
    """Caps are computed from what survives, never used up on arrival."""
    month = ring(2, {11: 50}, lambda turn: [1 - turn % 2])
    fakes = {f"11/{n}" for n in range(50) if n >= 2}
    left = replace(month, cases=tuple(replace(c, voided=c.id in fakes) for c in month.cases))
    assert (pots(month), pots(left)) == (3, 2)
    assert set(week_capped(ledger(left), BERLIN).values()) == {POT}


@given(any_world, st.data())
def test_17_reopening_and_signing_again_pays_once(world: World, data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from([case for case in world.cases if case.signed_at] or [None]))
    assume(chosen is not None)
    others = tuple(case for case in world.cases if case.id != chosen.id)
    reopened = replace(chosen, reopened=True)
    signed_again = replace(chosen, reopened=False, signed_at=chosen.signed_at + timedelta(hours=5))
    assert not [s for s in ledger(replace(world, cases=(*others, reopened))) if s.case == chosen.id]
    shares = [s for s in ledger(replace(world, cases=(*others, signed_again))) if s.case == chosen.id]
    assert len({(share.slot, share.member) for share in shares}) == len(shares)
    assert sum(share.share for share in shares) <= POT
    assert {share.signed_at for share in shares} <= {signed_again.signed_at}


@given(any_world)
def test_a_world_reads_back_from_the_interchange_as_it_was(world: World) -> None:
    assert parse_world(world_text(world)) == world


@pytest.mark.parametrize(("size", "capped"), [(2, 3), (3, 6), (4, 9), (5, 12)])
def test_a_ring_that_signs_each_others_claims_gets_the_reference_figure(size: int, capped: int) -> None:
    """Fifty genuine cases, each confirmed by the whole ring: the lowest id counts, so `size - 1` pairs."""
    shares = ledger(ring(size, {11: 50}, lambda turn: list(range(size))))
    assert sum(share.share for share in shares) == 50 * POT
    burned = capped * POT - sum(share.credit for share in shares)
    assert 0 <= burned < len(shares)


def test_an_honest_member_gets_six_pots_with_and_without_the_cap() -> None:
    """Twelve cases, six confirmers, half a pot each: spotted, and one of two functions answered."""
    month = ring(1, {11: 12}, lambda turn: [1 + turn % 6])
    honest = replace(
        month,
        cases=tuple(replace(case, required=("support", "legal")) for case in month.cases),
        claims=tuple(claim for claim in month.claims if claim.slot != "loop"),
    )
    assert sum(share.share for share in ledger(honest)) == 6 * POT
    assert pots(honest) == 6


@given(st.integers(1, 8), st.integers(1, 60), st.booleans())
def test_sockpuppets_earn_their_owner_one_cap_each_and_nothing_once_found_out(
    puppets: int, count: int, found_out: bool
) -> None:
    names = frozenset(f"m{n}" for n in range(1, puppets + 1))
    inactive = names if found_out else frozenset()
    world = ring(1, {11: count}, lambda turn: [1 + turn % puppets], inactive=inactive)
    assert pots(world) <= (0 if found_out else min(count, 3 * puppets))
