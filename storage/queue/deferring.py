"""How a job is deferred inside the caller's transaction."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from procrastinate import App
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.types import TimeDeltaParams
from sqlalchemy.ext.asyncio import AsyncSession


class Deferring:
    """Defers jobs in the transaction of a session.

    Jobs that speak in one channel share its lock, so that they run in order and Slack's limit of about one
    message a second a channel is met one call at a time.
    """

    def __init__(self, session: AsyncSession, queue: App) -> None:
        self._session = session
        self._queue = queue

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


def in_seconds(span: timedelta) -> TimeDeltaParams:
    """The same span for the queue: whole seconds, and at least one."""
    return {"seconds": max(1, math.ceil(span.total_seconds()))}
