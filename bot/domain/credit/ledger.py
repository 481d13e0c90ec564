"""The ledger: which shares a world pays, after the rules of CREDIT.md.

A pure function of the records, in integer micro-points with floor division: no clock, no database and no
randomness. What does not divide evenly is burned.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.credit.amounts import (
    ANSWER,
    ANSWERS_PER_MILLE,
    CONFIRM_WITHIN,
    LOOP,
    LOOP_PER_MILLE,
    POT,
    SPOT,
    SPOT_PER_MILLE,
)
from bot.domain.credit.capping import pair_capped
from bot.domain.credit.records import Claim, Confirmation, ConfirmerKind, CreditCase, Share, World


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
    earned = (share for slot in _paying_slots(world) for share in _split(slot, world))
    return in_order(pair_capped(earned, world.approvers))


def in_order(shares: Iterable[Share]) -> tuple[Share, ...]:
    """Shares by case, slot and member."""
    return tuple(sorted(shares, key=lambda s: (s.case, s.slot, s.member)))


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


def _split(slot: _Slot, world: World) -> Iterator[Share]:
    """Rule 4: the slot's part of the pot in equal shares for its confirmed claimants, before the pair cap.

    These are the Shapley values of the game in which a group is worth the slots that it covers.
    """
    valid = (one for one in slot.confirmations if _is_valid(one, slot, world.inactive))
    chosen = _best_by_member(valid, world.approvers)
    for member, confirmation in chosen.items():
        share = POT * slot.per_mille // (1000 * len(chosen))
        yield Share(
            case=slot.case,
            slot=slot.name,
            member=member,
            confirmed_by=confirmation.by,
            kind=_counted_kind(confirmation, world.approvers),
            share=share,
            credit=share,
            signed_at=slot.signed_at,
            volunteered=slot.claims[member],
        )


def _best_by_member(confirmations: Iterable[Confirmation], approvers: frozenset[str]) -> dict[str, Confirmation]:
    """Rule 5: one confirmation a member: customer before approver before peer, then earliest, then id."""

    def precedence(one: Confirmation) -> tuple[int, datetime, str]:
        return list(ConfirmerKind).index(_counted_kind(one, approvers)), one.at.astimezone(UTC), one.by

    # From the last to the first in precedence: the first is set last, and stays.
    return {one.member: one for one in sorted(confirmations, key=precedence, reverse=True)}


def _counted_kind(one: Confirmation, approvers: frozenset[str]) -> ConfirmerKind:
    """How a confirmation counts: the label alone makes nobody an approver."""
    if one.kind is ConfirmerKind.APPROVER and one.by not in approvers:
        return ConfirmerKind.PEER
    return one.kind
