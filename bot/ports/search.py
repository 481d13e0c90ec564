"""Finding what was said, and what was answered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.case import CaseId
from bot.domain.inquiry import Inquiry
from bot.domain.people import MemberId
from bot.domain.sheet import EarlierAnswer, Found


class Search(Protocol):
    """Looks through mentions, drafts and replies."""

    async def newest(
        self,
        inquiry: Inquiry,
        members: Sequence[MemberId],
        zone: ZoneInfo,
        limit: int,
        offset: int,
        hidden: Collection[str],
    ) -> list[Found]:
        """What fulfils an inquiry, newest first, but for the cases of `hidden` communities. `members` are those its
        `member` names; days begin in `zone`."""

    async def members_called(self, name: str) -> list[MemberId]:
        """The people inside with this id, or with this name or part of a name, whatever its capitals."""

    async def answers_like(
        self, text: str, limit: int, not_case: CaseId, hidden: Collection[str]
    ) -> list[EarlierAnswer]:
        """What customers were told who had said something similar, the most similar first, then the newest; nothing
        of `hidden` communities."""
