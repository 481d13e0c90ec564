"""What each activity makes of a case. Pure, and without checks: what is in the log has happened."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch
from typing import TYPE_CHECKING

from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.draft import DraftMark, ReplyMark, SignOff
from bot.domain.slot import ShareClaim, slots_for
from bot.domain.status import Status

if TYPE_CHECKING:
    from bot.domain.case import Case
    from bot.domain.people import MemberId


@singledispatch
def evolve(activity: Activity, case: Case) -> Case:
    """What an activity makes of a case. Pure, and without checks: what is in the log has happened."""
    raise TypeError(f"no rule for {activity!r}")


def _with_claim(case: Case, claim: ShareClaim) -> tuple[ShareClaim, ...]:
    """A person has one claim a slot, however often they help."""
    known = any((c.member, c.slot) == (claim.member, claim.slot) for c in case.claims)
    return case.claims if known else (*case.claims, claim)


def _without_one(members: tuple[MemberId, ...], member: MemberId) -> tuple[MemberId, ...]:
    """The members less one mention of `member`, the last."""
    for place in reversed(range(len(members))):
        if members[place] == member:
            return members[:place] + members[place + 1 :]
    return members


@evolve.register(act.Joined)
def _(_: act.Joined, case: Case) -> Case:
    return replace(case, mentions=case.mentions + 1)


@evolve.register(act.Claimed)
def _(claimed: act.Claimed, case: Case) -> Case:
    return replace(case, owner=claimed.by, claimed_at=claimed.at)


@evolve.register(act.Released)
def _(released: act.Released, case: Case) -> Case:
    return replace(case, owner=None, claimed_at=None)


@evolve.register(act.Contributed)
def _(given: act.Contributed, case: Case) -> Case:
    if given.function not in case.required:
        return case
    slots = tuple(
        replace(slot, answered_by=(*slot.answered_by, given.by)) if slot.function == given.function else slot
        for slot in case.slots
    )
    claim = ShareClaim(member=given.by, slot=f"answer:{given.function}", volunteered=given.volunteered)
    return replace(case, slots=slots, claims=_with_claim(case, claim))


@evolve.register(act.Amended)
def _(_: act.Amended, case: Case) -> Case:
    return case


@evolve.register(act.Withdrawn)
def _(withdrawn: act.Withdrawn, case: Case) -> Case:
    member, function = withdrawn.member, withdrawn.function
    slots = tuple(
        replace(slot, answered_by=_without_one(slot.answered_by, member)) if slot.function == function else slot
        for slot in case.slots
    )
    if any(slot.function == function and member in slot.answered_by for slot in slots):
        return replace(case, slots=slots)
    share = (member, f"answer:{function}")
    return replace(
        case,
        slots=slots,
        claims=tuple(c for c in case.claims if (c.member, c.slot) != share),
        confirmed=tuple(c for c in case.confirmed if (c.member, c.slot) != share),
    )


@evolve.register(act.Drafted)
def _(drafted: act.Drafted, case: Case) -> Case:
    mark = DraftMark(revision=drafted.revision, fingerprint=drafted.fingerprint, author=drafted.by)
    return replace(case, draft=mark, signed=None)


@evolve.register(act.SignedOff)
def _(signed: act.SignedOff, case: Case) -> Case:
    mark = SignOff(by=signed.by, at=signed.at, revision=signed.revision, fingerprint=signed.fingerprint)
    return replace(case, signed=mark, reopened=False)


@evolve.register(act.Replied)
def _(replied: act.Replied, case: Case) -> Case:
    mark = ReplyMark(by=replied.by, at=replied.at, url=replied.url, as_signed=replied.as_signed)
    loop = ShareClaim(member=replied.by, slot="loop", volunteered=replied.volunteered)
    return replace(case, status=Status.REPLIED, reply=mark, claims=_with_claim(case, loop))


@evolve.register(act.Confirmed)
def _(confirmed: act.Confirmed, case: Case) -> Case:
    return replace(case, confirmed=(*case.confirmed, confirmed))


@evolve.register(act.Closed)
def _(closed: act.Closed, case: Case) -> Case:
    return replace(case, status=Status.CLOSED, ended_at=closed.at, outcome=closed.outcome)


@evolve.register(act.Dismissed)
def _(dismissed: act.Dismissed, case: Case) -> Case:
    return replace(case, status=Status.DISMISSED, ended_at=dismissed.at, outcome=dismissed.reason)


@evolve.register(act.Reopened)
def _(reopened: act.Reopened, case: Case) -> Case:
    return replace(case, status=Status.OPEN, signed=None, reply=None, ended_at=None, outcome=None, reopened=True)


@evolve.register(act.Moved)
def _(moved: act.Moved, case: Case) -> Case:
    return replace(
        case,
        community=moved.community,
        came_from=case.community,
        moved_because=moved.reason,
        signed=None,
        words=(),
        first_reply_due=moved.first_reply_due,
        slots=slots_for(moved.required, moved.input_due, case.slots),
        owner=None,
        claimed_at=None,
    )
