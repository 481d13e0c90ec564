"""What it makes of a case that it grows and is heard of again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain import activity as act
from bot.domain.evolution.ending import taken_up
from bot.domain.evolution.rule import effect, with_intents
from bot.domain.slot import ShareConfirmation

if TYPE_CHECKING:
    from bot.domain.case.record import CaseRecord


@effect.register(act.Joined)
def _(joined: act.Joined, case: CaseRecord) -> CaseRecord:
    return replace(
        case,
        mentions=case.mentions + 1,
        intents=with_intents(case, joined.intents),
        vulnerable=case.vulnerable or joined.vulnerable,
    )


@effect.register(act.Reread)
def _(reread: act.Reread, case: CaseRecord) -> CaseRecord:
    return replace(case, intents=reread.intents, reread_by=reread.by or case.reread_by)


@effect.register(act.Continued)
def _(continued: act.Continued, case: CaseRecord) -> CaseRecord:
    """What was sent is done with: the customer wants another answer."""
    return replace(taken_up(case, continued), mentions=case.mentions + 1, again=continued.mention, drafts=())


@effect.register(act.Reworded)
@effect.register(act.TakenBack)
def _(_: act.Reworded | act.TakenBack, case: CaseRecord) -> CaseRecord:
    """What is owed to the customer does not change; people see it and judge."""
    return case


@effect.register(act.FeedbackAsked)
def _(asked: act.FeedbackAsked, case: CaseRecord) -> CaseRecord:
    return replace(case, feedback_asked=asked.reply)


@effect.register(act.Judged)
def _(judged: act.Judged, case: CaseRecord) -> CaseRecord:
    customer = f"customer/{case.id}/{judged.reply}"
    said = tuple(
        ShareConfirmation(member=one.member, slot=one.slot, by=customer, at=judged.at, customer=True)
        for one in case.claims
        if judged.confirms
    )
    return replace(case, judged=judged.reply, confirmed=(*case.confirmed, *said))
