"""Where it is kept which cases may be one matter, and what people said about that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.people import MemberId
from bot.domain.suggestion import Suggestion


class Suggestions(Protocol):
    """Pairs of cases."""

    async def add(
        self, one: CaseId, other: CaseId, nearness: float, terms: Sequence[str], at: datetime, *, quiet: bool = False
    ) -> bool:
        """Suggest that two cases are one matter, or note it where that is too unsure to ask people (`quiet`); False
        where that was known, or refused, before."""

    async def siblings(self, case_id: CaseId, since: datetime) -> list[CaseId]:
        """The live cases that nobody owns and that are the same matter as this one, or as one that is, by what was
        noted since then; the oldest first."""

    async def of(self, case_id: CaseId, limit: int, *, within: Collection[str]) -> list[Suggestion]:
        """The open cases of these communities that may be the same matter as this one, the nearest first."""

    async def refuse(self, one: CaseId, other: CaseId, by: MemberId, at: datetime) -> None:
        """Note that two cases are not one matter, by the word of a person: it is not suggested again, and Muster
        never joins what belongs to one to the other."""

    async def allow(self, one: CaseId, other: CaseId) -> None:
        """Forget what was suggested or refused about two cases: a person merged them."""

    async def refused(self) -> set[tuple[CaseId, CaseId]]:
        """The pairs of cases, the lower number first, that people keep apart; one that was merged is the case that it
        went on in."""
