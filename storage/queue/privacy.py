"""Asking for what forgets and lets go."""

from __future__ import annotations

from bot.domain.case import CaseId
from bot.domain.retention import Class
from storage.queue.deferring import Deferring


class PrivacyJobs(Deferring):
    """Jobs for forgetting and letting go."""

    async def erase(self, erasure: int) -> None:
        """Take an erasure one step further; any number of requests waiting are one."""
        await self._defer_once("erase", key=f"erasure:{erasure}", lock=f"erasure:{erasure}", erasure=erasure)

    async def tell_receipt(self, erasure: int) -> None:
        """Tell whoever asked for an erasure what was done."""
        await self._defer("tell_receipt", erasure=erasure)

    async def retain(self, what: Class) -> None:
        """Let go of what is kept too long; any number of requests waiting are one."""
        await self._defer_once("retain", key=f"retain:{what.value}", lock="retain", what=what.value)

    async def refresh_note(self, case_id: CaseId, number: int, channel: str) -> None:
        """Bring the note of an activity up to date; any number of requests waiting are one."""
        await self._defer_once(
            "refresh_note",
            key=f"note:{case_id}:{number}",
            lock=f"slack:{channel}",
            case=case_id,
            number=number,
        )

    async def unsay(self, key: str, channel: str) -> None:
        """Delete a message of Muster's own; any number of requests waiting are one."""
        await self._defer_once("unsay", key=f"unsay:{key}", lock=f"slack:{channel}", key_of=key)
