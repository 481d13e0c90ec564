"""What input makes of a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain import activity as act
from bot.domain.evolution.rule import effect, with_input
from bot.domain.slot import Given, ShareConfirmation, Slot

if TYPE_CHECKING:
    from bot.domain.case.record import CaseRecord


@effect.register(act.Asked)
def _(asked: act.Asked, case: CaseRecord) -> CaseRecord:
    known = case.slot(asked.slot)
    fresh = Slot(
        name=asked.slot,
        due=asked.due,
        asked_at=asked.at,
        required=known.required if known else False,
    )
    others = tuple(slot for slot in case.slots if slot.name != asked.slot)
    slots = tuple(fresh if s is known else s for s in case.slots) if known else (*others, fresh)
    return with_input(case, slots=slots)


@effect.register(act.Waived)
def _(waived: act.Waived, case: CaseRecord) -> CaseRecord:
    return _with_slot(case, waived.slot, lambda slot: replace(slot, waived=True))


@effect.register(act.Reminded)
def _(reminded: act.Reminded, case: CaseRecord) -> CaseRecord:
    number, at = reminded.number, reminded.at
    return _with_slot(case, reminded.slot, lambda slot: replace(slot, reminders=number, reminded_at=at))


@effect.register(act.Escalated)
def _(escalated: act.Escalated, case: CaseRecord) -> CaseRecord:
    return replace(case, escalated_due=escalated.due)


@effect.register(act.Contributed)
def _(one: act.Contributed, case: CaseRecord) -> CaseRecord:
    given = Given(
        contribution=one.contribution,
        member=one.by,
        function=one.function,
        volunteered=one.volunteered,
        spotted=one.spotted,
    )
    return with_input(case, given=(*case.given, given))


@effect.register(act.PartnerContributed)
def _(one: act.PartnerContributed, case: CaseRecord) -> CaseRecord:
    given = Given(contribution=one.contribution, member=one.by, function=None, volunteered=False, partner=one.partner)
    return with_input(case, given=(*case.given, given))


@effect.register(act.Amended)
def _(_: act.Amended, case: CaseRecord) -> CaseRecord:
    return case


@effect.register(act.Withdrawn)
def _(withdrawn: act.Withdrawn, case: CaseRecord) -> CaseRecord:
    return with_input(case, given=tuple(one for one in case.given if one.contribution != withdrawn.contribution))


@effect.register(act.Confirmed)
def _(confirmed: act.Confirmed, case: CaseRecord) -> CaseRecord:
    key = (confirmed.by, confirmed.member, confirmed.slot)
    before = next((one for one in case.confirmed if (one.by, one.member, one.slot) == key), None)
    said = ShareConfirmation(
        member=confirmed.member,
        slot=confirmed.slot,
        by=confirmed.by,
        at=before.at if before else confirmed.at,
        approver=confirmed.approver,
        by_reaction=confirmed.by_reaction,
    )
    return replace(case, confirmed=(*(one for one in case.confirmed if one is not before), said))


@effect.register(act.Unconfirmed)
def _(back: act.Unconfirmed, case: CaseRecord) -> CaseRecord:
    taken = (back.by, back.member, back.slot)
    return replace(case, confirmed=tuple(one for one in case.confirmed if (one.by, one.member, one.slot) != taken))


@effect.register(act.Shared)
def _(shared: act.Shared, case: CaseRecord) -> CaseRecord:
    return replace(case, partners=(*case.partners, shared.partner))


@effect.register(act.Unshared)
def _(unshared: act.Unshared, case: CaseRecord) -> CaseRecord:
    return replace(case, partners=tuple(one for one in case.partners if one != unshared.partner))


@effect.register(act.IdeaLinked)
def _(linked: act.IdeaLinked, case: CaseRecord) -> CaseRecord:
    return replace(case, ideas=(*case.ideas, linked.idea))


@effect.register(act.IdeaUnlinked)
def _(unlinked: act.IdeaUnlinked, case: CaseRecord) -> CaseRecord:
    return replace(case, ideas=tuple(one for one in case.ideas if one != unlinked.idea))


@effect.register(act.IdeaDone)
def _(_: act.IdeaDone, case: CaseRecord) -> CaseRecord:
    return case


def _with_slot(case: CaseRecord, name: str, changed: Callable[[Slot], Slot]) -> CaseRecord:
    return replace(case, slots=tuple(changed(slot) if slot.name == name else slot for slot in case.slots))
