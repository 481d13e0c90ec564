"""Which matter a mention belongs to: a new one, an open one, or one that its customer takes up again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.case import CaseId
from bot.domain.mention import Mention
from bot.domain.status import Status


@dataclass(frozen=True, slots=True)
class KnownMatter:
    """What is known of a case when a mention of its conversation arrives. `by_customer` says that the author of the
    mention has spoken in this case before."""

    case: CaseId
    status: Status = Status.OPEN
    ended_at: datetime | None = None
    by_customer: bool = False


@dataclass(frozen=True, slots=True)
class NewMatter:
    """Nothing open is about this: it deserves a case of its own."""


@dataclass(frozen=True, slots=True)
class Joins:
    """It belongs to an open case; `reason` is shown on the card."""

    case: CaseId
    reason: str


@dataclass(frozen=True, slots=True)
class Continues:
    """The customer of an answered case wrote again: it is ours to act."""

    case: CaseId


Decision = NewMatter | Joins | Continues


def gather(mention: Mention, matters: Sequence[KnownMatter], *, now: datetime, comes_back: timedelta) -> Decision:
    """Decide by the outside conversation: same thread, or the same author saying the same again.

    The customer of a case takes it up again while it waits for them, and for `comes_back` after it was closed.
    """
    for matter in matters:
        if matter.by_customer and _waits_for_them(matter, now - comes_back):
            return Continues(matter.case)
        if matter.status in (Status.OPEN, Status.REPLIED):
            reason = "same thread" if mention.thread else "same author, same words"
            return Joins(matter.case, reason)
    return NewMatter()


def _waits_for_them(matter: KnownMatter, closed_since: datetime) -> bool:
    if matter.status is Status.CLOSED:
        return matter.ended_at is not None and matter.ended_at >= closed_since
    return matter.status is Status.REPLIED
