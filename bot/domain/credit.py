"""Credit: what each member earned in which case, after the rules of CREDIT.md.

A pure function of the records, in integer micro-points with floor division: no clock, no database and no
randomness. What does not divide evenly is burned.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.errors import BadInput
from bot.domain.period import Week

POT = 10_000_000
"""Micro-points that one case pays at most, shown as 10 points."""

SPOT, LOOP, ANSWER = "spot", "loop", "answer:"
"""The slots of a case: brought it in, told the customer, and `answer:<function>`."""

SPOT_PER_MILLE = LOOP_PER_MILLE = 200
ANSWERS_PER_MILLE = 600

CONFIRM_WITHIN = timedelta(days=7)
PEER_CAP = 3 * POT
APPROVER_CAP = 12 * POT
WEEK_CAP = 5 * POT


class ConfirmerKind(StrEnum):
    """How a confirmer stands to the case, the most trusted first: rule 5 goes by this order."""

    CUSTOMER = "customer"
    APPROVER = "approver"
    PEER = "peer"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditCase:
    """A case as credit sees it; while it is unsigned, `signed_by` and `signed_at` (aware) are None.

    `external` tells that its mention came from outside; `required` names the functions fixed at triage;
    `reopened` holds only until the case is signed again.
    """

    id: str
    external_key: str
    external: bool
    required: tuple[str, ...]
    signed_by: str | None
    signed_at: datetime | None
    voided: bool
    reopened: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A member has filled a slot; `volunteered` if neither asked nor on duty."""

    case: str
    member: str
    slot: str
    volunteered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """`by` says, at an aware moment, that `member` filled a slot.

    Whoever records it vouches that a `customer` is one: the ledger cannot tell a customer from a member.
    """

    case: str
    member: str
    slot: str
    by: str
    at: datetime
    kind: ConfirmerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All that credit depends on. `inactive` are people, bots and guests, who neither confirm nor earn.

    Records may repeat and come in any order. Raises BadInput where two different cases have one id.
    """

    cases: tuple[CreditCase, ...]
    claims: tuple[Claim, ...]
    confirmations: tuple[Confirmation, ...]
    approvers: frozenset[str]
    inactive: frozenset[str]

    def __post_init__(self) -> None:
        for case_id, versions in Counter(case.id for case in set(self.cases)).items():
            if versions > 1:
                raise BadInput(f"Case “{case_id}” is given {versions} times, each different.", field="cases")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a member earned with one slot, in micro-points: `share` before the pair cap, `credit` after it."""

    case: str
    slot: str
    member: str
    confirmed_by: str
    share: int
    credit: int
    signed_at: datetime
    volunteered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slot:
    """A slot of a case that pays: who claims it, whether as a volunteer, and every confirmation given."""

    case: str
    name: str
    per_mille: int
    signed_by: str | None
    signed_at: datetime
    claims: Mapping[str, bool]
    confirmations: Iterable[Confirmation]


def ledger(world: World) -> tuple[Share, ...]:
    """Every share that the world pays, sorted by case, slot and member (rules 1 to 6)."""
    earned = (share_and_kind for slot in _paying_slots(world) for share_and_kind in _split(slot, world))
    return tuple(sorted(_pair_capped(earned, world.approvers), key=lambda s: (s.case, s.slot, s.member)))


def _paying_slots(world: World) -> Iterator[_Slot]:
    claims = _volunteers(world.claims)
    confirmations: defaultdict[tuple[str, str], list[Confirmation]] = defaultdict(list)
    for confirmation in world.confirmations:
        confirmations[confirmation.case, confirmation.slot].append(confirmation)
    for case, signed_at in _paying_cases(world.cases):
        for name, per_mille in _slot_weights(case).items():
            yield _Slot(
                case=case.id,
                name=name,
                per_mille=per_mille,
                signed_by=case.signed_by,
                signed_at=signed_at,
                claims=claims[case.id, name],
                confirmations=confirmations[case.id, name],
            )


def _volunteers(claims: Iterable[Claim]) -> defaultdict[tuple[str, str], dict[str, bool]]:
    """For each case and slot its claimants, and whether they volunteered.

    Who claims it both ways did not: it was their duty once, and claiming again must not make it a favour.
    """
    by_slot: defaultdict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for claim in claims:
        members = by_slot[claim.case, claim.slot]
        members[claim.member] = claim.volunteered and members.get(claim.member, True)
    return by_slot


def _paying_cases(cases: Iterable[CreditCase]) -> list[tuple[CreditCase, datetime]]:
    """Rule 1: the cases that pay, each with the moment of its sign-off in UTC."""
    live = [
        (case.signed_at.astimezone(UTC), case.id, case)
        for case in set(cases)
        if case.external and case.signed_by and case.signed_at and not case.voided and not case.reopened
    ]
    # From the latest to the earliest: the earliest of a key is set last, and stays.
    by_key = {case.external_key: (case, signed_at) for signed_at, _, case in sorted(live, reverse=True)}
    return list(by_key.values())


def _slot_weights(case: CreditCase) -> dict[str, int]:
    """Rule 2: the slots of a case that pay, and how much of the pot each is worth, per mille."""
    answers = {ANSWER + function for function in case.required}
    weights = {slot: ANSWERS_PER_MILLE // len(answers) for slot in answers}
    return weights | {SPOT: SPOT_PER_MILLE, LOOP: LOOP_PER_MILLE}


def _is_valid(confirmation: Confirmation, slot: _Slot, inactive: frozenset[str]) -> bool:
    """Rule 3: whether a confirmation counts.

    Nobody confirms a slot that they claim, and so nobody confirms themselves; nobody answers and signs off.
    """
    member, by = confirmation.member, confirmation.by
    return (
        member in slot.claims
        and by not in slot.claims
        and inactive.isdisjoint((member, by))
        and not (slot.name.startswith(ANSWER) and member == slot.signed_by)
        and confirmation.at.astimezone(UTC) - slot.signed_at <= CONFIRM_WITHIN
    )


def _split(slot: _Slot, world: World) -> Iterator[tuple[Share, ConfirmerKind]]:
    """Rule 4: the slot's part of the pot in equal shares for its confirmed claimants, before the pair cap.

    These are the Shapley values of the game in which a group is worth the slots that it covers.
    """
    valid = (one for one in slot.confirmations if _is_valid(one, slot, world.inactive))
    chosen = _best_by_member(valid, world.approvers)
    for member, confirmation in chosen.items():
        share = POT * slot.per_mille // (1000 * len(chosen))
        yield (
            Share(
                case=slot.case,
                slot=slot.name,
                member=member,
                confirmed_by=confirmation.by,
                share=share,
                credit=share,
                signed_at=slot.signed_at,
                volunteered=slot.claims[member],
            ),
            confirmation.kind,
        )


def _best_by_member(confirmations: Iterable[Confirmation], approvers: frozenset[str]) -> dict[str, Confirmation]:
    """Rule 5: one confirmation a member: customer before approver before peer, then earliest, then id."""

    def precedence(one: Confirmation) -> tuple[int, datetime, str]:
        kind = one.kind
        if kind is ConfirmerKind.APPROVER and one.by not in approvers:
            kind = ConfirmerKind.PEER  # the label alone makes nobody an approver
        return list(ConfirmerKind).index(kind), one.at.astimezone(UTC), one.by

    # From the last to the first in precedence: the first is set last, and stays.
    return {one.member: one for one in sorted(confirmations, key=precedence, reverse=True)}


def _pair_capped(earned: Iterable[tuple[Share, ConfirmerKind]], approvers: frozenset[str]) -> Iterator[Share]:
    """Rule 6: a pair earns at most its cap in a calendar month; above it all its shares shrink alike.

    The pair has no direction, so confirming each other gains nothing. Customers' confirmations have no cap.
    """
    by_pair: defaultdict[tuple[frozenset[str], tuple[int, int]], list[Share]] = defaultdict(list)
    for share, kind in earned:
        if kind is ConfirmerKind.CUSTOMER:
            yield share
        else:
            by_pair[frozenset((share.member, share.confirmed_by)), season_of(share.signed_at)].append(share)
    for (pair, _), shares in by_pair.items():
        cap = PEER_CAP if approvers.isdisjoint(pair) else APPROVER_CAP
        total = sum(share.share for share in shares)
        for share in shares:
            yield share if total <= cap else replace(share, credit=share.share * cap // total)


def week_capped(shares: Iterable[Share], zone: ZoneInfo) -> dict[tuple[str, Week], int]:
    """Rule 7: the credit of each member in each ISO week of `zone` as boards count it, at most WEEK_CAP.

    A share belongs to the week of its sign-off. A member's own record has no such cap.
    """
    weeks: Counter[tuple[str, Week]] = Counter()
    for share in shares:
        weeks[share.member, Week.of(share.signed_at, zone)] += share.credit
    return {key: min(WEEK_CAP, credit) for key, credit in weeks.items()}


def season_of(signed_at: datetime) -> tuple[int, int]:
    """Rule 8: the season to which a sign-off belongs, as year and calendar month in UTC."""
    moment = signed_at.astimezone(UTC)
    return moment.year, moment.month


def points(micro: int) -> str:
    """Micro-points as people read them, rounded down to hundredths: 1_500_000 is "1.5". Expects micro ≥ 0."""
    whole, hundredths = divmod(micro // 10_000, 100)
    return f"{whole}.{hundredths:02}".rstrip("0").rstrip(".")
