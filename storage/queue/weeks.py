"""Asking for digests, notes of people’s own weeks, and credit."""

from __future__ import annotations

from sqlalchemy import text

from bot.domain.people import MemberId
from bot.domain.period import Week
from storage.queue.deferring import Deferring


class WeekJobs(Deferring):
    """Jobs for what each week brings, and for credit."""

    async def post_digest(self, community: str, week: Week, channel: str) -> None:
        """Post a community's digest of a week."""
        await self._defer("post_digest", lock=f"slack:{channel}", community=community, week=str(week))

    async def preview_digest(self, community: str, week: Week) -> None:
        """Show the leads of a community a digest before it goes out."""
        await self._defer("preview_digest", lock=f"previews:{community}", community=community, week=str(week))

    async def refresh_previews(self, community: str, week: Week) -> None:
        """Write what the leads were shown of a digest anew; any number of requests waiting are one. It waits for
        whoever is showing it."""
        key, lock = f"previews:{community}:{week}", f"previews:{community}"
        await self._defer_once("refresh_previews", key=key, lock=lock, community=community, week=str(week))

    async def refresh_digest(self, community: str, week: Week, channel: str) -> None:
        """Write a digest anew where it stands; any number of requests waiting are one."""
        key = f"digest:{community}:{week}"
        await self._defer_once(
            "refresh_digest", key=key, lock=f"slack:{channel}", community=community, week=str(week)
        )

    async def tell_own_week(self, member: MemberId, week: Week) -> None:
        """Write a person the note of their week."""
        await self._defer("tell_own_week", member=member, week=str(week))

    async def count_credit(self) -> None:
        """Bring the ledger up to date. Not one request for all: two acts that each ask for a card and for this would
        wait for each other."""
        await self._defer("count_credit", lock="credit")

    async def forget_counts(self) -> None:
        """Drop the requests for that which wait: whoever counts after this counts for them."""
        await self._session.execute(_FORGET_COUNTS)


_FORGET_COUNTS = text("DELETE FROM procrastinate_jobs WHERE task_name = 'count_credit' AND status = 'todo'")
