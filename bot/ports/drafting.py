"""Where it is kept who writes a draft right now."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.people import MemberId
from bot.domain.sheet import Drafting


class DraftingPeople(Protocol):
    """Who writes a draft of which case."""

    async def start(self, case_id: CaseId, member: MemberId, at: datetime) -> None:
        """Note that somebody writes; whoever does already has just begun anew."""

    async def stop(self, case_id: CaseId, member: MemberId) -> bool:
        """Note that somebody does not write any more; False where they did not."""

    async def stop_all(self, case_id: CaseId, *, began_by: datetime) -> bool:
        """The same for all who began at a moment or before it; False where there were none."""

    async def of(self, case_id: CaseId) -> list[Drafting]:
        """Those who write, the first to begin first."""
