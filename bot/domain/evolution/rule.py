"""The rule of each kind of activity, and what several of them share."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from bot.domain.activity import Activity
from bot.domain.draft import DraftMark
from bot.domain.slot import ShareClaim, filled

if TYPE_CHECKING:
    from bot.domain.case.record import CaseRecord


@singledispatch
def effect(activity: Activity, case: Any) -> Any:
    """What an activity makes of a case."""
    raise TypeError(f"no rule for {activity!r}")


def with_input(case: CaseRecord, **changed: Any) -> CaseRecord:
    """The case with its slots filled, and its shares claimed, by the input that stands."""
    after = replace(case, **changed)
    required = after.required
    answers = dict.fromkeys((one.member, f"answer:{one.function}") for one in after.given if one.function in required)
    first = {(one.member, f"answer:{one.function}"): one.volunteered for one in reversed(after.given)}
    spotters = [claim for claim in after.claims if claim.slot == "spot" and not claim.by_input]
    known = {claim.member for claim in spotters}
    also = dict.fromkeys(one.member for one in after.given if one.spotted and one.member not in known)
    claims = (
        *spotters,
        *(ShareClaim(member=member, slot="spot", volunteered=True, by_input=True) for member in also),
        *(ShareClaim(member=member, slot=slot, volunteered=first[member, slot]) for member, slot in answers),
        *(claim for claim in after.claims if claim.slot == "loop"),
    )
    shares = {(claim.member, claim.slot) for claim in claims}
    return replace(
        after,
        slots=filled(after.slots, after.given),
        claims=claims,
        confirmed=tuple(one for one in after.confirmed if (one.member, one.slot) in shares),
    )


def with_intents(case: CaseRecord, intents: tuple[str, ...]) -> tuple[str, ...]:
    """What its customers want, and these beside it; once a person has said what they want, that holds."""
    return case.intents if case.reread_by else tuple(dict.fromkeys((*case.intents, *intents)))


def unsigned(case: CaseRecord) -> tuple[DraftMark, ...]:
    """The drafts without the signatures that they had."""
    return tuple(replace(draft, signatures=()) for draft in case.drafts)


def with_claim(case: CaseRecord, claim: ShareClaim) -> tuple[ShareClaim, ...]:
    """A person has one claim a slot, however often they help."""
    known = any((c.member, c.slot) == (claim.member, claim.slot) for c in case.claims)
    return case.claims if known else (*case.claims, claim)
