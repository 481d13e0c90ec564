"""Durable jobs: Procrastinate on the same PostgreSQL, deferred inside the caller's transaction."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, UniqueViolation
from procrastinate.jobs import Status
from procrastinate.types import TimeDeltaParams
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.idea import IdeaId
from bot.domain.people import MemberId
from bot.domain.period import Period, Week
from bot.domain.retention import Class
from bot.ports import NewCase
from storage.engine import libpq_url


def make_queue(url: str, *, connections: int = 4) -> App:
    """Procrastinate's app on a database. It opens no connection before `open_async`."""
    connector = PsycopgConnector(conninfo=libpq_url(url), min_size=1, max_size=connections)
    return App(connector=connector)


class SqlJobs:
    """Fulfils `bot.ports.Jobs`. The names are those under which `bot.jobs` registers its tasks.

    Jobs that speak in one channel share its lock, so that they run in order and Slack's limit of about one
    message a second a channel is met one call at a time.
    """

    def __init__(self, session: AsyncSession, queue: App) -> None:
        self._session = session
        self._queue = queue

    async def read_delivery(self, delivery: int) -> None:
        """Read a raw arrival."""
        await self._defer("read_delivery", delivery=delivery)

    async def gather(self) -> None:
        """Let the mentions that wait find their cases; any number of requests waiting are one."""
        await self._defer_once("gather", key="gather", lock="gather")

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
                "tend_case", queueing_lock=f"wake:{one.case}", schedule_in=_in_seconds(one.wake_after)
            ).make_new_job(case=one.case)
            for one in new
            if one.wake_after is not None
        ]
        if jobs := [*cards, *looks]:
            connection = await self._connection()
            await self._queue.job_manager.batch_defer_jobs_async(jobs, connection=connection)

    async def unite(self, case_id: CaseId, into: CaseId) -> None:
        """Let two cases be one that turned out to be, if people leave that to Muster."""
        await self._defer("unite", lock="gather", case=case_id, into=into)

    async def tell_also(self, case_id: CaseId, channel: str) -> None:
        """Tell another community, in its channel, of a case that concerns it too."""
        await self._defer("tell_also", lock=f"slack:{channel}", case=case_id, channel=channel)

    async def show_growth(self, case_id: CaseId, after: timedelta) -> None:
        """Bring a case's card up to date in a while; where that was asked for already it stays so."""
        await self._defer_once("show_growth", key=f"growth:{case_id}", lock=None, after=after, case=case_id)

    async def refresh_draft(self, case_id: CaseId, revision: int, channel: str) -> None:
        """Bring the note of a revision in a case's thread up to date; any number of requests waiting are one."""
        await self._defer_once(
            "refresh_draft",
            key=f"draft:{case_id}:{revision}",
            lock=f"slack:{channel}",
            case=case_id,
            revision=revision,
        )

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
            schedule_in=_in_seconds(after),
            connection=await self._connection(),
        )
        await deferrer.defer_async(case=case_id)

    async def deliver_reply(self, case_id: CaseId, number: int, *, tries: int, after: timedelta) -> None:
        """Send the answer of this attempt to the customer, in a while; it was tried `tries` times."""
        await self._defer("deliver_reply", after=after, case=case_id, number=number, tried=tries)

    async def ask_customer(self, case_id: CaseId, reply: int, by: MemberId, *, tries: int, after: timedelta) -> None:
        """Ask the customer how a reply was, for `by`, in a while; it was tried `tries` times."""
        await self._defer("ask_customer", after=after, case=case_id, reply=reply, by=by, tried=tries)

    async def thank(self, case_id: CaseId, reply: int, member: MemberId) -> None:
        """Tell a person privately that the customer liked a reply that they had helped with."""
        await self._defer("thank", case=case_id, reply=reply, member=member)

    async def deliver_thanks(self, note: int) -> None:
        """Tell a person privately what a colleague thanks them for."""
        await self._defer("deliver_thanks", note=note)

    async def forget_drafting(self, case_id: CaseId, after: timedelta) -> None:
        """Look in a while who still writes a draft; where that was asked for already it stays so."""
        await self._defer_once("forget_drafting", key=f"drafting:{case_id}", lock=None, after=after, case=case_id)

    async def tell_case_of_idea(self, idea: IdeaId, case_id: CaseId) -> None:
        """Tell a case that an idea behind which it stands is done."""
        await self._defer("tell_case_of_idea", idea=idea, case=case_id)

    async def show_idea(self, idea: IdeaId) -> None:
        """Bring the cards up to date that show an idea; any number of requests waiting are one."""
        await self._defer_once("show_idea", key=f"idea:{idea}", lock=None, idea=idea)

    async def open_channel(self, community: str) -> None:
        """Make the channel of a community that somebody wants to open."""
        await self._defer_once(
            "open_channel", key=f"open:{community}", lock=f"community:{community}", community=community
        )

    async def close_channel(self, community: str, channel: str) -> None:
        """Look back in the channel of a community that was closed, and archive it."""
        await self._defer("close_channel", lock=f"slack:{channel}", community=community)

    async def end_community(self, community: str) -> None:
        """Look whether a community ends by itself now; any number of requests waiting are one."""
        await self._defer_once("end_community", key=f"end:{community}", lock=None, community=community)

    async def show_sharing(self, sharing: int, channel: str) -> None:
        """Bring a copy in a partner's channel up to date."""
        await self._defer_once("show_sharing", key=f"partner:{sharing}", lock=f"slack:{channel}", sharing=sharing)

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

    async def tell_own_week(self, member: MemberId, week: Week) -> None:
        """Write a person the note of their week."""
        await self._defer("tell_own_week", member=member, week=str(week))

    async def export(self, member: MemberId, community: str | None, period: Period, request: str) -> bool:
        """Write a workbook for somebody; False where they wait for the very same one already. One is written at a
        time."""
        key = f"export:{member}:{community or ''}:{period}"
        if await self._session.scalar(_AT_WORK, {"key": key}):
            return False
        return await self._defer_once(
            "export", key=key, lock="export", member=member, community=community, period=str(period), request=request
        )

    async def show_home(self, member: str) -> None:
        """Bring a person's Home tab up to date."""
        await self._defer_once("show_home", key=f"home:{member}", lock=None, member=member)

    async def learn(self) -> None:
        """Learn from what people settled; any number of requests waiting are one."""
        await self._defer_once("learn", key="learn", lock="learn")

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

    async def refresh_digest(self, community: str, week: Week, channel: str) -> None:
        """Write a digest anew where it stands; any number of requests waiting are one."""
        key = f"digest:{community}:{week}"
        await self._defer_once(
            "refresh_digest", key=key, lock=f"slack:{channel}", community=community, week=str(week)
        )

    async def unsay(self, key: str, channel: str) -> None:
        """Delete a message of Muster's own; any number of requests waiting are one."""
        await self._defer_once("unsay", key=f"unsay:{key}", lock=f"slack:{channel}", key_of=key)

    async def count_credit(self) -> None:
        """Bring the ledger up to date. Not one request for all: two acts that each ask for a card and for this would
        wait for each other."""
        await self._defer("count_credit", lock="credit")

    async def forget_counts(self) -> None:
        """Drop the requests for that which wait: whoever counts after this counts for them."""
        await self._session.execute(_FORGET_COUNTS)

    async def sync_people(self) -> None:
        """Learn from Slack who works here."""
        await self._defer_once("sync_people", key="sync_people", lock=None)

    async def _defer(
        self, task: str, *, lock: str | None = None, after: timedelta = timedelta(), **arguments: Any
    ) -> None:
        connection = await self._connection()
        later: TimeDeltaParams | None = {"seconds": math.ceil(after.total_seconds())} if after else None
        deferrer = self._queue.configure_task(task, lock=lock, connection=connection, schedule_in=later)
        await deferrer.defer_async(**arguments)

    async def _defer_once(
        self, task: str, *, key: str, lock: str | None, after: timedelta = timedelta(), **arguments: Any
    ) -> bool:
        """Defer a job unless one with this key waits already; returns whether it did. A taken key aborts the
        transaction, hence the savepoint; it is sent only once a connection is asked for inside its block."""
        try:
            async with self._session.begin_nested():
                connection = await self._connection()
                deferrer = self._queue.configure_task(
                    task,
                    lock=lock,
                    queueing_lock=key,
                    schedule_in={"seconds": math.ceil(after.total_seconds())} if after else None,
                    connection=connection,
                )
                await deferrer.defer_async(**arguments)
        except AlreadyEnqueued:
            return False
        return True

    async def _connection(self) -> Any:
        pooled = await (await self._session.connection()).get_raw_connection()
        return pooled.driver_connection


def _in_seconds(span: timedelta) -> TimeDeltaParams:
    return {"seconds": max(1, math.ceil(span.total_seconds()))}


_FORGET = text("DELETE FROM procrastinate_jobs WHERE queueing_lock = :key AND status = 'todo'")


_AT_WORK = text("SELECT 1 FROM procrastinate_jobs WHERE queueing_lock = :key AND status IN ('todo', 'doing') LIMIT 1")


_FORGET_COUNTS = text("DELETE FROM procrastinate_jobs WHERE task_name = 'count_credit' AND status = 'todo'")


HEARTBEAT = 5.0
"""Seconds between two signs of life of a worker."""

SILENCE = 20.0
"""Seconds without a sign after which a worker counts as killed."""


async def rescue_jobs(queue: App) -> int:
    """Put back the jobs that killed workers held; returns how many.

    Where another job of the same key waits already, that one will do the work and the held one is ended.
    """
    rescued = 0
    for job in await queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
        try:
            await queue.job_manager.retry_job(job)
        except (AlreadyEnqueued, UniqueViolation):
            await queue.job_manager.finish_job(job, Status.FAILED, delete_job=True)
        rescued += 1
    return rescued
