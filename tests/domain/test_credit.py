"""Credit by hand: one example for each rule."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.credit import (
    POT,
    WEEK_CAP,
    Claim,
    Confirmation,
    ConfirmerKind,
    CreditCase,
    Share,
    World,
    ledger,
    points,
    season_of,
    week_capped,
)
from bot.domain.errors import BadInput
from bot.domain.period import Month, Week
from tests.builders import share

MONDAY = datetime(2026, 11, 2, 10, tzinfo=UTC)
CUSTOMER, APPROVER, PEER = ConfirmerKind


def case(case_id: str = "c1", **changes: object) -> CreditCase:
    plain = CreditCase(
        id=case_id,
        external_key=f"thread/{case_id}",
        external=True,
        required=("legal", "support"),
        signed_by="signer",
        signed_at=MONDAY,
        voided=False,
        reopened=False,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def claim(member: str = "ada", slot: str = "spot", case: str = "c1", volunteered: bool = False) -> Claim:
    return Claim(case=case, member=member, slot=slot, volunteered=volunteered)


def confirmation(
    member: str = "ada",
    slot: str = "spot",
    by: str = "bo",
    kind: ConfirmerKind = PEER,
    at: datetime = MONDAY,
    case: str = "c1",
) -> Confirmation:
    return Confirmation(case=case, member=member, slot=slot, by=by, at=at, kind=kind)


def world(
    cases: list[CreditCase],
    claims: list[Claim],
    confirmations: list[Confirmation],
    approvers: frozenset[str] = frozenset(),
    inactive: frozenset[str] = frozenset(),
) -> World:
    return World(
        cases=tuple(cases),
        claims=tuple(claims),
        confirmations=tuple(confirmations),
        approvers=approvers,
        inactive=inactive,
    )


def paid(
    cases: list[CreditCase],
    claims: list[Claim],
    confirmations: list[Confirmation],
    inactive: frozenset[str] = frozenset(),
) -> dict[tuple[str, str], int]:
    """What each member is credited for each slot, over all cases."""
    shares = ledger(world(cases, claims, confirmations, inactive=inactive))
    return {(share.slot, share.member): share.credit for share in shares}


@pytest.mark.parametrize(
    "change",
    [
        {"external": False},
        {"signed_by": None, "signed_at": None},
        {"voided": True},
        {"reopened": True},
    ],
)
def test_rule_1_only_a_live_external_signed_case_pays(change: dict[str, object]) -> None:
    assert paid([case()], [claim()], [confirmation()]) == {("spot", "ada"): 2_000_000}
    assert paid([case(**change)], [claim()], [confirmation()]) == {}


def test_rule_1_the_earliest_live_case_of_a_key_pays_then_the_lowest_id() -> None:
    later, earlier, twin = (
        case("c1", external_key="k", signed_at=MONDAY + timedelta(hours=1)),
        case("c2", external_key="k"),
        case("c3", external_key="k"),
    )
    claims = [claim(case=one) for one in ("c1", "c2", "c3")]
    confirmations = [confirmation(case=one) for one in ("c1", "c2", "c3")]

    def payer(*cases: CreditCase) -> list[str]:
        return [share.case for share in ledger(world(list(cases), claims, confirmations))]

    assert payer(later, twin, earlier) == ["c2"]
    assert payer(later, twin, replace(earlier, voided=True)) == ["c3"]
    assert payer(later) == ["c1"]


def test_rule_2_slots_weigh_200_200_and_600_over_the_functions_required() -> None:
    slots = ["spot", "loop", "answer:legal", "answer:support", "answer:pr", "lunch"]
    three = case(required=("legal", "support", "ops", "legal"))
    assert paid([three], [claim(slot=s) for s in slots], [confirmation(slot=s) for s in slots]) == {
        ("spot", "ada"): 2_000_000,
        ("loop", "ada"): 2_000_000,
        ("answer:legal", "ada"): 2_000_000,
        ("answer:support", "ada"): 2_000_000,
    }
    seven = case(required=tuple("abcdefg"))
    assert paid([seven], [claim(slot="answer:a")], [confirmation(slot="answer:a")]) == {("answer:a", "ada"): 850_000}


def test_rule_3_a_confirmer_has_no_stake_in_the_slot() -> None:
    assert paid([case()], [claim()], [confirmation(by="ada")]) == {}
    assert paid([case()], [claim(), claim("bo")], [confirmation(by="bo")]) == {}
    assert paid([case()], [claim(), claim("bo")], [confirmation(by="bo", kind=CUSTOMER)]) == {}
    assert paid([case()], [claim(), claim("bo", slot="loop")], [confirmation(by="bo")]) == {
        ("spot", "ada"): 2_000_000
    }


@pytest.mark.parametrize("kind", ConfirmerKind)
def test_rule_3_the_inactive_neither_confirm_nor_earn(kind: ConfirmerKind) -> None:
    assert paid([case()], [claim()], [confirmation(kind=kind)], inactive=frozenset({"bo"})) == {}
    assert paid([case()], [claim()], [confirmation(kind=kind)], inactive=frozenset({"ada"})) == {}


def test_rule_3_a_confirmation_is_in_time_until_seven_days_after_the_sign_off() -> None:
    week = timedelta(days=7)
    assert paid([case()], [claim()], [confirmation(at=MONDAY + week)])
    assert paid([case()], [claim()], [confirmation(at=MONDAY - 9 * week)])
    assert not paid([case()], [claim()], [confirmation(at=MONDAY + week + timedelta(microseconds=1))])


def test_rule_3_the_seven_days_are_hours_passed_not_hours_on_the_wall() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before_the_clocks_go_back = datetime(2026, 10, 24, 12, tzinfo=berlin)
    signed = case(signed_at=before_the_clocks_go_back)
    assert not paid([signed], [claim()], [confirmation(at=datetime(2026, 10, 31, 12, tzinfo=berlin))])
    assert paid([signed], [claim()], [confirmation(at=datetime(2026, 10, 31, 11, tzinfo=berlin))])


def test_rule_3_who_signs_off_earns_no_answer_but_the_rest() -> None:
    slots = ["spot", "loop", "answer:legal"]
    claims = [claim("signer", slot) for slot in slots]
    confirmations = [confirmation("signer", slot) for slot in slots]
    assert paid([case()], claims, confirmations) == {
        ("spot", "signer"): 2_000_000,
        ("loop", "signer"): 2_000_000,
    }


def test_rule_4_only_confirmed_claimants_share_a_slot() -> None:
    claims = [claim(member) for member in ("ada", "cy", "di", "unconfirmed", "gone")]
    confirmations = [confirmation(member) for member in ("ada", "cy", "di", "gone", "never claimed")]
    assert paid([case()], claims, confirmations, inactive=frozenset({"gone"})) == {
        ("spot", "ada"): 666_666,
        ("spot", "cy"): 666_666,
        ("spot", "di"): 666_666,
    }


def test_rule_5_customer_before_approver_before_peer_then_earliest_then_id() -> None:
    said = [
        confirmation(by="customer", kind=CUSTOMER, at=MONDAY + timedelta(days=3)),
        confirmation(by="approver", kind=APPROVER, at=MONDAY + timedelta(days=2)),
        confirmation(by="zoe", at=MONDAY + timedelta(hours=1)),
        confirmation(by="al", at=MONDAY + timedelta(hours=2)),
        confirmation(by="bea", at=MONDAY + timedelta(hours=2)),
    ]
    for first in range(len(said)):
        for left in (said[first:], said[: first - len(said) - 1 : -1]):
            shares = ledger(world([case()], [claim()], left, approvers=frozenset({"approver"})))
            assert [share.confirmed_by for share in shares] == [said[first].by]


def test_rule_5_a_label_makes_nobody_an_approver() -> None:
    said = [
        confirmation(by="peer", at=MONDAY),
        confirmation(by="pretender", kind=APPROVER, at=MONDAY + timedelta(hours=1)),
    ]
    assert [share.confirmed_by for share in ledger(world([case()], [claim()], said))] == ["peer"]


def spots(
    count: int, kind: ConfirmerKind = PEER, mutual: bool = False, at: datetime = MONDAY
) -> tuple[list[CreditCase], list[Claim], list[Confirmation]]:
    """Cases that ada spotted and bo confirmed; if `mutual`, every second one the other way round."""
    cases = [case(f"{at} {n}", signed_at=at) for n in range(count)]
    pairs = [("bo", "ada") if mutual and n % 2 else ("ada", "bo") for n in range(count)]
    claims, said = [], []
    for one, (member, by) in zip(cases, pairs, strict=True):
        claims.append(claim(member, case=one.id))
        said.append(confirmation(member, by=by, kind=kind, at=at, case=one.id))
    return cases, claims, said


@pytest.mark.parametrize(
    ("kind", "approvers", "total"),
    [
        (PEER, frozenset(), 3 * POT),
        (APPROVER, frozenset(), 3 * POT),
        (APPROVER, frozenset({"bo"}), 12 * POT),
        (PEER, frozenset({"ada"}), 12 * POT),
        (CUSTOMER, frozenset(), 20 * POT),
    ],
)
@pytest.mark.parametrize("mutual", [False, True])
def test_rule_6_a_pair_earns_at_most_its_cap(
    kind: ConfirmerKind, approvers: frozenset[str], total: int, mutual: bool
) -> None:
    shares = ledger(world(*spots(100, kind, mutual), approvers))
    assert sum(share.share for share in shares) == 20 * POT
    assert sum(share.credit for share in shares) == total


def test_rule_6_begins_anew_with_each_month_in_utc() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    november = spots(20, at=datetime(2026, 12, 1, 0, 59, tzinfo=berlin))
    december = spots(20, at=datetime(2026, 12, 1, 1, tzinfo=berlin))
    both = world(november[0] + december[0], november[1] + december[1], november[2] + december[2])
    assert sum(share.credit for share in ledger(both)) == 6 * POT


def test_rule_6_at_the_cap_nothing_is_cut_and_above_it_all_shares_shrink_alike() -> None:
    assert {share.credit for share in ledger(world(*spots(15)))} == {2_000_000}
    cases, claims, said = spots(16)
    assert {share.credit for share in ledger(world(cases, claims, said))} == {1_875_000}
    answer = {"slot": "answer:legal", "case": cases[0].id}
    large = world(cases, [*claims, claim(**answer)], [*said, confirmation(**answer)])
    assert {share.share: share.credit for share in ledger(large)} == {
        2_000_000: 2_000_000 * 30 // 35,
        3_000_000: 3_000_000 * 30 // 35,
    }


def test_claiming_once_on_duty_and_once_as_a_volunteer_is_duty() -> None:
    for claims in ([claim(volunteered=True), claim()], [claim(), claim(volunteered=True)]):
        assert [share.volunteered for share in ledger(world([case()], claims, [confirmation()]))] == [False]
    only = ledger(world([case()], [claim(volunteered=True)] * 2, [confirmation()]))
    assert [share.volunteered for share in only] == [True]


def share_of(credit: int, signed_at: datetime, member: str = "ada") -> Share:
    return share(member, credit, signed_at=signed_at)


def test_rule_7_caps_each_member_and_week_in_the_zone_of_the_community() -> None:
    late_sunday = datetime(2026, 11, 15, 23, 30, tzinfo=UTC)
    shares = [
        share_of(4 * POT, late_sunday),
        share_of(4 * POT, late_sunday + timedelta(hours=1)),
        share_of(POT, late_sunday, "bo"),
    ]
    assert week_capped(shares, ZoneInfo("UTC")) == {
        ("ada", Week(2026, 46)): 4 * POT,
        ("ada", Week(2026, 47)): 4 * POT,
        ("bo", Week(2026, 46)): POT,
    }
    assert week_capped(shares, ZoneInfo("Europe/Berlin")) == {
        ("ada", Week(2026, 47)): WEEK_CAP,
        ("bo", Week(2026, 47)): POT,
    }


def test_rule_8_a_season_is_a_month_in_utc() -> None:
    assert season_of(datetime(2026, 12, 1, 0, 30, tzinfo=ZoneInfo("Europe/Berlin"))) == Month(2026, 11)
    assert season_of(datetime(2026, 12, 1, tzinfo=UTC)) == Month(2026, 12)


@pytest.mark.parametrize(
    ("micro", "text"),
    [
        (0, "0"),
        (9_999, "0"),
        (10_000, "0.01"),
        (1_500_000, "1.5"),
        (1_999_999, "1.99"),
        (10_000_000, "10"),
        (100_050_000, "100.05"),
    ],
)
def test_points_are_rounded_down_to_hundredths(micro: int, text: str) -> None:
    assert points(micro) == text


def test_two_different_cases_with_one_id_are_refused() -> None:
    assert ledger(world([case(), case()], [claim()], [confirmation()]))
    with pytest.raises(BadInput, match="“c1”"):
        world([case(), case(voided=True)], [], [])
