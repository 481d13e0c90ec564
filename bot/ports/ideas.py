"""Where ideas are kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.idea import Idea, IdeaChange, IdeaId, IdeaStatus, Wish
from bot.domain.people import MemberId


class Ideas(Protocol):
    """Ideas with their votes, the cases behind them and their history."""

    async def open(self, wish: Wish, by: MemberId, at: datetime, *, identity: str) -> Idea | None:
        """Store a new idea; None where one came under this identity already."""

    async def came_as(self, identity: str) -> Idea:
        """The idea that came under this identity."""

    async def get(self, idea_id: IdeaId) -> Idea:
        """Read an idea to change it; others wait until this unit of work ends. Raises UnknownIdea."""

    async def read(self, idea_id: IdeaId) -> Idea:
        """Read an idea to look at it. Raises UnknownIdea."""

    async def save(self, idea: Idea, change: IdeaChange) -> None:
        """Store what a change has made of an idea, and the change in its history."""

    async def changes(self, idea_id: IdeaId) -> list[IdeaChange]:
        """All that was decided about an idea, in order; the first is its opening."""

    async def vote(self, idea_id: IdeaId, member: MemberId, at: datetime) -> None:
        """Count a person's vote; again changes nothing."""

    async def take_back_vote(self, idea_id: IdeaId, member: MemberId) -> None:
        """Count a person's vote no more."""

    async def link(self, idea_id: IdeaId, case_id: CaseId) -> None:
        """Let a case stand behind an idea; again changes nothing."""

    async def unlink(self, idea_id: IdeaId, case_id: CaseId) -> None:
        """Take a case away from an idea."""

    async def page(self, statuses: Collection[IdeaStatus], *, newest: bool, limit: int, offset: int) -> list[Idea]:
        """Ideas that stand there, the most wanted first, or the newest."""

    async def like(self, text: str, statuses: Collection[IdeaStatus], limit: int) -> list[Idea]:
        """Ideas that stand there, those first that share the most telling words with a text, then the most wanted."""
