"""When a digest is shown to its leads, and what they decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.community import Community
from bot.domain.errors import WrongStage
from bot.domain.people import MemberId
from bot.domain.period import Week

SHOWN_BEFORE = timedelta(hours=2)
"""How long before it falls due the leads see a digest."""


class DigestState(StrEnum):
    """What became of a digest: nothing yet; it was given to be posted; it is not to be."""

    DUE = "due"
    POSTED = "posted"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """How far the digest of a week has come: it falls due at `due_at`; `by` is the lead who decided, None where the
    clock did or nobody has yet."""

    state: DigestState
    due_at: datetime
    by: MemberId | None = None


def preview_due(community: Community, now: datetime) -> tuple[Week, datetime] | None:
    """The digest that the leads should see now, and when it falls due; None where it is not the time for any.

    A digest that falls due as its week ends cannot be shown before.
    """
    due = community.last_digest(now + SHOWN_BEFORE)
    week = Week.of(due, community.zone).previous
    return (week, due) if week.end(community.zone) <= now < due else None


def expect_decidable(community: Community, week: Week, now: datetime) -> None:
    """Refuse to decide about a digest that is out of time: in the week after its own people still care for it.
    Raises WrongStage."""
    if Week.of(now, community.zone).previous != week:
        raise WrongStage(f"Week {week.number} is too long ago to be sent now. `/muster report` still tells of it.")
