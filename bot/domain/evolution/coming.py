"""What it makes of a case that it grows and is heard of again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain import activity as act
from bot.domain.evolution.ending import taken_up
from bot.domain.evolution.rule import effect

if TYPE_CHECKING:
    from bot.domain.case.record import CaseRecord


@effect.register(act.Joined)
def _(_: act.Joined, case: CaseRecord) -> CaseRecord:
    return replace(case, mentions=case.mentions + 1)


@effect.register(act.Continued)
def _(continued: act.Continued, case: CaseRecord) -> CaseRecord:
    """What was sent is done with: the customer wants another answer."""
    return replace(taken_up(case, continued), mentions=case.mentions + 1, again=continued.mention, drafts=())


@effect.register(act.FeedbackAsked)
def _(asked: act.FeedbackAsked, case: CaseRecord) -> CaseRecord:
    return replace(case, feedback_asked=asked.reply)


@effect.register(act.Judged)
def _(judged: act.Judged, case: CaseRecord) -> CaseRecord:
    return replace(case, judged=judged.reply)
