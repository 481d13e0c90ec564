"""What it makes of a case that it ends, moves, goes together with another, or is taken up again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from bot.domain import activity as act
from bot.domain.clocks import Clocks, Promises
from bot.domain.evolution.rule import effect, unsigned, with_claim, with_input, with_intents
from bot.domain.slot import ShareClaim, slots_for
from bot.domain.status import Status

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.case.record import CaseRecord


class Promising(Protocol):
    """An activity that says what is promised from then on."""

    @property
    def at(self) -> datetime: ...
    @property
    def first_reply_due(self) -> datetime | None: ...
    @property
    def next_reply_due(self) -> datetime | None: ...
    @property
    def resolution_due(self) -> datetime | None: ...


def promised(clocks: Clocks, by: Promising) -> Clocks:
    """The clocks with new promises; a first reply that nobody promised anew stays as it was."""
    return replace(
        clocks,
        promises=Promises(
            first_reply=by.first_reply_due or clocks.promises.first_reply,
            next_reply=by.next_reply_due,
            resolution=by.resolution_due,
        ),
    )


def taken_up(case: CaseRecord, again: act.Continued | act.Reopened) -> CaseRecord:
    """An answered or ended case that is ours to act on again. Its drafts can be signed anew."""
    return replace(
        case,
        status=Status.OPEN,
        signed=None,
        drafts=unsigned(case),
        reply=None,
        ended_at=None,
        outcome=None,
        reopened=True,
        active_at=again.at if case.owner else None,
        lease_ends_at=None,
        clocks=promised(case.clocks.asked(again.at), again),
    )


@effect.register(act.Closed)
def _(closed: act.Closed, case: CaseRecord) -> CaseRecord:
    clocks = case.clocks.stopped(closed.at)
    return replace(case, status=Status.CLOSED, ended_at=closed.at, outcome=closed.outcome, clocks=clocks, partners=())


@effect.register(act.Dismissed)
def _(dismissed: act.Dismissed, case: CaseRecord) -> CaseRecord:
    clocks = case.clocks.stopped(dismissed.at)
    return replace(
        case,
        status=Status.DISMISSED,
        ended_at=dismissed.at,
        outcome=dismissed.reason,
        clocks=clocks,
        partners=(),
    )


@effect.register(act.Reopened)
def _(reopened: act.Reopened, case: CaseRecord) -> CaseRecord:
    return taken_up(case, reopened)


@effect.register(act.Moved)
def _(moved: act.Moved, case: CaseRecord) -> CaseRecord:
    return with_input(
        case,
        community=moved.community,
        came_from=case.community,
        moved_because=moved.reason,
        signed=None,
        drafts=unsigned(case),
        words=(),
        clocks=promised(case.clocks, moved),
        slots=slots_for(moved.required, moved.at, moved.input_due, case.slots),
        owner=None,
        claimed_at=None,
        active_at=None,
        lease_ends_at=None,
    )


@effect.register(act.Reclassed)
def _(reclassed: act.Reclassed, case: CaseRecord) -> CaseRecord:
    waiting = case.status is Status.OPEN
    return with_input(
        case,
        risk=reclassed.risk,
        signed=None if waiting else case.signed,
        drafts=unsigned(case) if waiting else case.drafts,
        slots=slots_for(reclassed.required, reclassed.at, reclassed.input_due, case.slots),
    )


@effect.register(act.Merged)
def _(merged: act.Merged, case: CaseRecord) -> CaseRecord:
    return with_input(
        case,
        status=Status.MERGED,
        before=case.status,
        merged_into=merged.into,
        signed=None,
        drafts=unsigned(case),
        given=(),
        partners=(),
        clocks=case.clocks.stopped(merged.at),
    )


@effect.register(act.Absorbed)
def _(absorbed: act.Absorbed, case: CaseRecord) -> CaseRecord:
    claims = case.claims
    for member, volunteered in absorbed.spotters:
        claim = ShareClaim(member=member, slot="spot", volunteered=volunteered)
        claims = with_claim(replace(case, claims=claims), claim)
    return with_input(
        case,
        mentions=case.mentions + absorbed.mentions,
        given=tuple(sorted((*case.given, *absorbed.given), key=lambda one: one.contribution)),
        claims=claims,
        clocks=case.clocks.shared_with(absorbed.waited, absorbed.reply_due, absorbed.resolution_due),
        intents=with_intents(case, absorbed.intents),
        vulnerable=case.vulnerable or absorbed.vulnerable,
    )


@effect.register(act.Parted)
def _(parted: act.Parted, case: CaseRecord) -> CaseRecord:
    return with_input(
        case,
        mentions=case.mentions - parted.mentions,
        given=tuple(one for one in case.given if one not in parted.given),
        claims=tuple(c for c in case.claims if not (c.slot == "spot" and c.member in parted.spotters)),
        clocks=parted.clocks,
        intents=case.intents if parted.intents is None else parted.intents,
        vulnerable=case.vulnerable if parted.vulnerable is None else parted.vulnerable,
    )


@effect.register(act.KeptApart)
def _(_: act.KeptApart, case: CaseRecord) -> CaseRecord:
    return case


@effect.register(act.SplitOff)
def _(split: act.SplitOff, case: CaseRecord) -> CaseRecord:
    drafts = unsigned(case)
    again = None if case.again in split.chosen else case.again
    return replace(case, mentions=case.mentions - split.mentions, again=again, signed=None, drafts=drafts)


@effect.register(act.Voided)
def _(voided: act.Voided, case: CaseRecord) -> CaseRecord:
    clocks = case.clocks.stopped(voided.at)
    return replace(
        case, status=Status.VOID, before=case.status, voided_because=voided.reason, clocks=clocks, partners=()
    )


@effect.register(act.Restored)
def _(restored: act.Restored, case: CaseRecord) -> CaseRecord:
    """The clocks of a merged case are those of people who waited all the time; those of a void one stood still."""
    back, clocks = case.before or Status.OPEN, case.clocks
    if case.merged_into:
        clocks = clocks.resumed()
    elif back is Status.OPEN:
        clocks = promised(clocks.asked(restored.at), restored)
    return with_input(
        case,
        status=back,
        before=None,
        merged_into=None,
        voided_because=None,
        mentions=case.mentions if restored.mentions is None else restored.mentions,
        clocks=clocks,
        given=(*case.given, *restored.given),
        active_at=restored.at if case.owner else None,
        lease_ends_at=None,
    )
