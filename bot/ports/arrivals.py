"""Where mentions arrive, and wait until they are gathered."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.mention import KeptMention, Mention, MentionId


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mention that waits to be gathered; `case` where it belongs to one already, and only its words must be known
    there."""

    kept: KeptMention
    case: CaseId | None


@dataclass(frozen=True, slots=True)
class Touched:
    """A mention that was changed outside, and its case if it has one."""

    mention: MentionId
    case: CaseId | None


class Arrivals(Protocol):
    """What was said outside, as it comes in."""

    async def add(self, mention: Mention, arrived_at: datetime) -> MentionId | None:
        """Store a mention; None where it is known already, or was erased."""

    async def add_many(self, mentions: Collection[Mention], arrived_at: datetime, *, waiting: bool) -> int:
        """Store mentions, to be gathered if they are `waiting`; others open no case. Those that are known already are
        left as they are. Returns how many were new."""

    async def known(self, source: str, external_ids: Collection[str]) -> frozenset[str]:
        """Which of these were stored before."""

    async def edit(self, mentions: Collection[Mention]) -> list[Touched]:
        """Take over the newer words of mentions that are known already, also of those that were taken back before;
        returns those that changed."""

    async def withdraw(self, source: str, external_ids: Collection[str], at: datetime) -> list[Touched]:
        """Forget the words of mentions that were taken back outside; returns those that had any."""

    async def waiting(self, limit: int) -> list[Waiting]:
        """The mentions that wait to be gathered, in the order in which they came."""

    async def gathered(self, homes: Mapping[MentionId, CaseId]) -> None:
        """Count each of these to its case, unless it has one already; none of them waits any more."""

    async def gather_anew(self, mentions: Collection[MentionId]) -> None:
        """Let the words of these be known in the case in which they are now."""
