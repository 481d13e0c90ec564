"""How a job is carried out.

What passes by itself is tried again; what never will is parked with its error, counted and logged for the operator.
"""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import wraps
from typing import Any

import structlog
from procrastinate import JobContext
from procrastinate.exceptions import AlreadyEnqueued

from bot.bootstrap import Muster
from bot.domain.errors import MusterError
from bot.metrics import JOBS
from bot.ports import CardMissing, SlackBusy, SlackRefused, SlackUnsure
from bot.usecases.telling import QuietNow

log = structlog.get_logger()

Task = Callable[..., Awaitable[None]]

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=2)
WHOLE_CHANNEL_WAITS = 1
"""The priority of a job that Slack asked to wait: nobody overtakes it. One that failed steps behind the others."""
MOST_TRIES = 8
"""Tries of a job that fails for a reason that nobody foresaw; then it is parked. Slack is tried for ever."""


def durable(task: Task, muster: Muster) -> Task:
    """A task that comes again when its failure passes by itself.

    It comes again as a new job, deferred before this one ends: a job put back in the queue would collide with a
    waiting one of the same key, which is welcome to do its work.
    """

    @wraps(task)
    async def run(context: JobContext, *, tries: int = 0, **arguments: Any) -> None:
        name = context.job.task_name
        try:
            await task(await muster.fresh(), **arguments)
            JOBS.labels(name, "done").inc()
        except SlackBusy as busy:
            JOBS.labels(name, "again").inc()
            await _again(context, timedelta(seconds=busy.after), WHOLE_CHANNEL_WAITS, arguments, tries)
        except QuietNow as quiet:
            JOBS.labels(name, "again").inc()
            await _after_quiet_hours(context, quiet, arguments)
        except (SlackUnsure, CardMissing) as passing:
            JOBS.labels(name, "again").inc()
            log.warning("job comes again", job=name, reason=repr(passing), tries=tries)
            await _again(context, _wait(tries), -tries - 1, arguments, tries + 1)
        except (SlackRefused, MusterError) as refused:
            JOBS.labels(name, "parked").inc()
            log.error("job parked", job=name, reason=str(refused), **arguments)
            raise
        except Exception:
            JOBS.labels(name, "failed").inc()
            log.exception("job failed", job=name, tries=tries, **arguments)
            if tries >= MOST_TRIES:
                raise
            await _again(context, _wait(tries), -tries - 1, arguments, tries + 1)

    return run


def _wait(tries: int) -> timedelta:
    """Twice as long each time; after hours of it the doubling itself must not overflow."""
    return min(FIRST_WAIT * float(2 ** min(tries, 16)), LONGEST_WAIT)


async def _again(context: JobContext, wait: timedelta, priority: int, arguments: dict[str, Any], tries: int) -> None:
    """Defer a job anew. In the line of its lock it stands before all of lower priority, also while it waits."""
    job = context.job
    deferrer = context.app.configure_task(
        job.task_name,
        lock=job.lock,
        queueing_lock=job.queueing_lock,
        priority=priority,
        schedule_in={"seconds": max(1, round(wait.total_seconds()))},
    )
    try:
        await deferrer.defer_async(**arguments, tries=tries)
    except AlreadyEnqueued:
        return


async def _after_quiet_hours(context: JobContext, quiet: QuietNow, arguments: dict[str, Any]) -> None:
    """Defer a job anew. A letter keeps nobody waiting: until it comes it stands in no line, and is not in the way of
    another job of its key."""
    later = {"seconds": math.ceil(quiet.after)}
    await context.app.configure_task(context.job.task_name, schedule_in=later).defer_async(**arguments)
