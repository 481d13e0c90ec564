"""Asking for the next look at a case, and for what shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import text

from bot.domain.case import CaseId
from bot.domain.idea import IdeaId
from bot.ports import NewCase
from storage.queue.deferring import Deferring, in_seconds


class CaseJobs(Deferring):
    """Jobs for cases, and for what shows them."""

    async def refresh_card(self, case_id: CaseId, channel: str) -> None:
        """Bring a case's card up to date; any number of requests waiting are one."""
        await self._defer_once(
            "refresh_card",
            key=f"card:{case_id}:{channel}",
            lock=f"slack:{channel}",
            case=case_id,
            channel=channel,
        )

    async def show_new_cases(self, new: Sequence[NewCase]) -> None:
        """Ask at once for the cards of new cases and for the next look at each. No job of theirs can wait already."""
        cards = [
            self._queue.configure_task(
                "refresh_card", lock=f"slack:{one.channel}", queueing_lock=f"card:{one.case}:{one.channel}"
            ).make_new_job(case=one.case, channel=one.channel)
            for one in new
        ]
        looks = [
            self._queue.configure_task(
                "tend_case", queueing_lock=f"wake:{one.case}", schedule_in=in_seconds(one.wake_after)
            ).make_new_job(case=one.case)
            for one in new
            if one.wake_after is not None
        ]
        if jobs := [*cards, *looks]:
            connection = await self._connection()
            await self._queue.job_manager.batch_defer_jobs_async(jobs, connection=connection)

    async def tell_also(self, case_id: CaseId, channel: str) -> None:
        """Tell another community, in its channel, of a case that concerns it too."""
        await self._defer("tell_also", lock=f"slack:{channel}", case=case_id, channel=channel)

    async def show_growth(self, case_id: CaseId, after: timedelta) -> None:
        """Bring a case's card up to date in a while; where that was asked for already it stays so."""
        await self._defer_once("show_growth", key=f"growth:{case_id}", lock=None, after=after, case=case_id)

    async def announce(self, case_id: CaseId, number: int, channel: str) -> None:
        """Tell a case's thread of its activity with this number."""
        await self._defer("announce", lock=f"slack:{channel}", case=case_id, number=number, channel=channel)

    async def wake_case(self, case_id: CaseId, after: timedelta | None) -> None:
        """Look after a case in a while, instead of whenever that was asked for before; None for never."""
        key = f"wake:{case_id}"
        await self._session.execute(_FORGET, {"key": key})
        if after is None:
            return
        deferrer = self._queue.configure_task(
            "tend_case",
            queueing_lock=key,
            schedule_in=in_seconds(after),
            connection=await self._connection(),
        )
        await deferrer.defer_async(case=case_id)

    async def tell_case_of_idea(self, idea: IdeaId, case_id: CaseId) -> None:
        """Tell a case that an idea behind which it stands is done."""
        await self._defer("tell_case_of_idea", idea=idea, case=case_id)

    async def show_idea(self, idea: IdeaId) -> None:
        """Bring the cards up to date that show an idea; any number of requests waiting are one."""
        await self._defer_once("show_idea", key=f"idea:{idea}", lock=None, idea=idea)

    async def show_sharing(self, sharing: int, channel: str) -> None:
        """Bring a copy in a partner's channel up to date."""
        await self._defer_once("show_sharing", key=f"partner:{sharing}", lock=f"slack:{channel}", sharing=sharing)


_FORGET = text("DELETE FROM procrastinate_jobs WHERE queueing_lock = :key AND status = 'todo'")
