"""The queue itself, and the rescue of what killed workers held."""

from __future__ import annotations

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, UniqueViolation
from procrastinate.jobs import Status

from storage.engine import libpq_url

HEARTBEAT = 5.0
"""Seconds between two signs of life of a worker."""

SILENCE = 20.0
"""Seconds without a sign after which a worker counts as killed."""


def make_queue(url: str, *, connections: int = 4) -> App:
    """Procrastinate's app on a database. It opens no connection before `open_async`."""
    connector = PsycopgConnector(conninfo=libpq_url(url), min_size=1, max_size=connections)
    return App(connector=connector)


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
