"""What each activity makes of a case. Pure, and without checks: what is in the log has happened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from bot.domain.activity import Activity
from bot.domain.evolution import (  # noqa: F401  each registers its rules
    answering,
    coming,
    ending,
    helping,
    owning,
    recognising,
)
from bot.domain.evolution.rule import effect

if TYPE_CHECKING:
    from bot.domain.case.record import CaseRecord

    Some = TypeVar("Some", bound=CaseRecord)


def evolve(activity: Activity, case: Some) -> Some:
    """What an activity makes of a case. Whatever its owner does keeps the case theirs for longer."""
    changed: Some = effect(activity, case)
    if changed.owner and activity.by == changed.owner:
        return replace(changed, active_at=activity.at, lease_ends_at=None)
    return changed
