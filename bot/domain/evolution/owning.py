"""What it makes of a case that somebody takes it in hand, or gives it on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain import activity as act
from bot.domain.evolution.rule import effect

if TYPE_CHECKING:
    from bot.domain.case.record import CaseRecord


@effect.register(act.Claimed)
def _(claimed: act.Claimed, case: CaseRecord) -> CaseRecord:
    return replace(case, owner=claimed.by, claimed_at=claimed.at, active_at=claimed.at, lease_ends_at=None)


@effect.register(act.Released)
@effect.register(act.LeaseEnded)
def _(_: act.Released | act.LeaseEnded, case: CaseRecord) -> CaseRecord:
    return replace(case, owner=None, claimed_at=None, active_at=None, lease_ends_at=None)


@effect.register(act.HandedOver)
def _(given: act.HandedOver, case: CaseRecord) -> CaseRecord:
    return replace(case, owner=given.to, claimed_at=given.at, active_at=given.at, lease_ends_at=None)


@effect.register(act.Renewed)
def _(_: act.Renewed, case: CaseRecord) -> CaseRecord:
    return case


@effect.register(act.LeaseWarned)
def _(warned: act.LeaseWarned, case: CaseRecord) -> CaseRecord:
    return replace(case, lease_ends_at=warned.ends_at)
