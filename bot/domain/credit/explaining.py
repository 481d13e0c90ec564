"""Why a claim earns what it does, in the words of the rules (CREDIT.md)."""

from __future__ import annotations

from datetime import UTC

from bot.domain.credit.amounts import ANSWER, CONFIRM_WITHIN
from bot.domain.credit.records import Claim, Confirmation, ConfirmerKind, CreditCase, Share, World


def why_paid(share: Share) -> str:
    """Why a share is what it is: who confirmed it, and what a cap took."""
    by = "a customer" if share.kind is ConfirmerKind.CUSTOMER else f"{share.confirmed_by}, {_article(share.kind)}"
    if not share.capped:
        return f"confirmed by {by} (rule 5)"
    return (
        f"confirmed by {by} (rule 5); cut to {share.pair_cap} / {share.pair_total} of it, "
        "what two people may earn with each other in a month (rule 6)"
    )


def why_nothing(claim: Claim, world: World) -> str:
    """Why a claim that has no share in the ledger has none. Expects the case of the claim in the world."""
    case = next(one for one in world.cases if one.id == claim.case)
    return _why_no_case(case, world) or _why_no_claim(claim, case, world)


def _why_no_case(case: CreditCase, world: World) -> str | None:
    if case.voided:
        return "the case is void (rule 1)"
    if case.reopened:
        return "the case was taken up again and waits for a new sign-off (rule 1)"
    if not case.signed_by or not case.signed_at:
        return "the answer is not signed off (rule 1)"
    if not case.external:
        return "nothing of it can be looked up outside (rule 1)"
    for other in sorted(world.cases, key=lambda one: one.id):
        if other.external_key != case.external_key or other.id == case.id or other.voided or other.reopened:
            continue
        if other.external and other.signed_at and (other.signed_at, other.id) < (case.signed_at, case.id):
            return f"case {other.id} about the same conversation was signed off before (rule 1)"
    return None


def _why_no_claim(claim: Claim, case: CreditCase, world: World) -> str:
    function = claim.slot.removeprefix(ANSWER)
    if claim.slot.startswith(ANSWER) and function not in case.required:
        return f"the input of {function} was not required (rule 2)"
    if claim.slot.startswith(ANSWER) and claim.member == case.signed_by:
        return "who signs off earns no part of the answer (rule 3)"
    if claim.member in world.inactive:
        return "who has left, or is a guest, earns nothing (rule 3)"
    given = [
        one
        for one in world.confirmations
        if (one.case, one.slot, one.member) == (claim.case, claim.slot, claim.member)
    ]
    if not given:
        return "nobody has confirmed it (rule 3)"
    return "; ".join(sorted({_why_invalid(one, case, world) for one in given}))


def _why_invalid(one: Confirmation, case: CreditCase, world: World) -> str:
    if one.by == one.member:
        return "nobody confirms themselves (rule 3)"
    if any((other.case, other.slot, other.member) == (one.case, one.slot, one.by) for other in world.claims):
        return f"{one.by} has a part in it and cannot confirm it (rule 3)"
    if one.by in world.inactive:
        return f"{one.by} has left, or is a guest (rule 3)"
    if case.signed_at and one.at.astimezone(UTC) - case.signed_at > CONFIRM_WITHIN:
        return f"{one.by} confirmed it later than {CONFIRM_WITHIN.days} days after the sign-off (rule 3)"
    return "it counts from the next look at the ledger on, or its season was closed without it (rule 8)"


def _article(kind: ConfirmerKind) -> str:
    return "an approver" if kind is ConfirmerKind.APPROVER else "a peer"
