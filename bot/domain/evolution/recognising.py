"""What thanks and attempts make of a case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain import activity as act
from bot.domain.evolution.rule import effect

if TYPE_CHECKING:
    from bot.domain.case.record import CaseRecord


@effect.register(act.Thanked)
@effect.register(act.Honoured)
def _(_: act.Thanked | act.Honoured, case: CaseRecord) -> CaseRecord:
    return case


@effect.register(act.Tried)
def _(tried: act.Tried, case: CaseRecord) -> CaseRecord:
    return replace(case, attempts=(*case.attempts, tried.attempt))
