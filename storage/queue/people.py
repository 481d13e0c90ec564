"""Asking for what one person gets, and who works here."""

from __future__ import annotations

from sqlalchemy import text

from bot.domain.people import MemberId
from bot.domain.period import Period
from storage.queue.deferring import Deferring


class PeopleJobs(Deferring):
    """Jobs for what one person gets, and for who works here."""

    async def show_home(self, member: str) -> None:
        """Bring a person's Home tab up to date."""
        await self._defer_once("show_home", key=f"home:{member}", lock=None, member=member)

    async def export(self, member: MemberId, community: str | None, period: Period, request: str) -> bool:
        """Write a workbook for somebody; False where they wait for the very same one already. One is written at a
        time."""
        key = f"export:{member}:{community or ''}:{period}"
        if await self._session.scalar(_AT_WORK, {"key": key}):
            return False
        return await self._defer_once(
            "export", key=key, lock="export", member=member, community=community, period=str(period), request=request
        )

    async def deliver_thanks(self, note: int) -> None:
        """Tell a person privately what a colleague thanks them for."""
        await self._defer("deliver_thanks", note=note)

    async def sync_people(self) -> None:
        """Learn from Slack who works here."""
        await self._defer_once("sync_people", key="sync_people", lock=None)


_AT_WORK = text("SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = :key AND status IN ('todo', 'doing') LIMIT 1")
