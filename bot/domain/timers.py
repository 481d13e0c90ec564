"""When a case needs somebody's attention by itself: what is overdue, whose lease ends.

Timers are never stored. They follow from the case as it stands, so that an act which changes the case has moved or
cancelled them by that alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.case import Case
from bot.domain.community import Community
from bot.domain.slot import Slot
from bot.domain.status import Status


class TimerKind(StrEnum):
    """What a timer is for."""

    REMIND = "remind"
    ESCALATE = "escalate"
    WARN_OWNER = "warn the owner"
    END_LEASE = "end the lease"


@dataclass(frozen=True, slots=True, order=True)
class Timer:
    """Something to do at a moment; `slot` names whose input is to be reminded of."""

    at: datetime
    kind: TimerKind
    slot: str = ""


def timers(case: Case, community: Community) -> tuple[Timer, ...]:
    """All that is to come for a case while nobody acts on it, earliest first."""
    if case.status is not Status.OPEN or case.sending:
        return ()
    found = [_reminder(slot, community) for slot in case.slots if slot.waits]
    return tuple(sorted(timer for timer in (*found, _lease(case, community), _escalation(case)) if timer))


def _reminder(slot: Slot, community: Community) -> Timer | None:
    if slot.reminders >= community.reminders.most:
        return None
    again = slot.reminded_at and community.terms.hours.after(slot.reminded_at, community.reminders.every)
    return Timer(again or slot.due, TimerKind.REMIND, slot.name)


def _lease(case: Case, community: Community) -> Timer | None:
    if case.owner is None or case.active_at is None:
        return None
    if case.lease_ends_at:
        return Timer(case.lease_ends_at, TimerKind.END_LEASE)
    lease = community.lease
    return Timer(community.terms.hours.after(case.active_at, lease.lasts - lease.warns), TimerKind.WARN_OWNER)


def _escalation(case: Case) -> Timer | None:
    due = case.clocks.due
    return Timer(due, TimerKind.ESCALATE) if due and due != case.escalated_due else None
