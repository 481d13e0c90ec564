"""The durable jobs: each a thin call of a use case, under the name that `storage.queue` defers it by.

Their arguments hold ids only, so they may be logged.
What passes by itself is tried again; what never will is parked with its error, counted and logged for the operator.
"""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import wraps
from typing import Any

import structlog
from procrastinate import App, JobContext
from procrastinate.exceptions import AlreadyEnqueued

from bot.bootstrap import Muster
from bot.domain.case import CaseId
from bot.domain.erasure import Step
from bot.domain.errors import MusterError
from bot.domain.idea import IdeaId
from bot.domain.people import MemberId
from bot.domain.period import Week
from bot.domain.retention import Class
from bot.metrics import JOBS
from bot.ports import CardMissing, SlackBusy, SlackRefused, SlackUnsure
from bot.usecases.announce import announce
from bot.usecases.ask_for_feedback import ask_customer
from bot.usecases.close_channel import close_channel
from bot.usecases.close_community import end_community
from bot.usecases.count_credit import count_credit
from bot.usecases.deliver_workbook import deliver_workbook
from bot.usecases.drafting import forget_drafting
from bot.usecases.erase import erase
from bot.usecases.erase_in_slack import show_digest, show_note, tell_receipt, unsay
from bot.usecases.fit_terms import fit_terms
from bot.usecases.gather_mentions import gather_mentions
from bot.usecases.learn_lessons import learn_lessons
from bot.usecases.learn_people import sync_people
from bot.usecases.open_channel import open_channel
from bot.usecases.preview_digest import preview_digest, refresh_previews
from bot.usecases.read_delivery import read_delivery
from bot.usecases.retain import retain
from bot.usecases.say_thanks import deliver_thanks
from bot.usecases.send_reply import deliver_reply
from bot.usecases.show_card import show_card, show_growth
from bot.usecases.show_draft import show_draft
from bot.usecases.show_home import show_home
from bot.usecases.show_sharing import show_sharing
from bot.usecases.take_verdict import thank
from bot.usecases.tell_also import tell_also
from bot.usecases.tell_case_of_idea import show_idea, tell_case_of_idea
from bot.usecases.tell_week import post_digest
from bot.usecases.telling import QuietNow
from bot.usecases.tend_case import tend_case
from bot.usecases.unite_cases import unite_cases
from bot.usecases.write_notes import tell_own_week
from learning import start_lessons

log = structlog.get_logger()

Task = Callable[..., Awaitable[None]]

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=2)
WHOLE_CHANNEL_WAITS = 1
"""The priority of a job that Slack asked to wait: nobody overtakes it. One that failed steps behind the others."""
MOST_TRIES = 8
"""Tries of a job that fails for a reason that nobody foresaw; then it is parked. Slack is tried for ever."""


def register(queue: App, muster: Muster) -> None:
    """Make every task known to a queue, so that a worker on it can carry them out."""
    for task in (
        _read_delivery,
        _gather,
        _unite,
        _learn,
        _refresh_card,
        _tell_also,
        _show_growth,
        _refresh_draft,
        _announce,
        _post_digest,
        _preview_digest,
        _refresh_previews,
        _tell_own_week,
        _count_credit,
        _open_channel,
        _close_channel,
        _end_community,
        _export,
        _show_home,
        _sync_people,
        _tend_case,
        _forget_drafting,
        _tell_case_of_idea,
        _show_idea,
        _deliver_reply,
        _ask_customer,
        _show_sharing,
        _thank,
        _deliver_thanks,
        _erase,
        _tell_receipt,
        _retain,
        _refresh_note,
        _refresh_digest,
        _unsay,
    ):
        queue.task(name=task.__name__.removeprefix("_"), pass_context=True)(_durable(task, muster))


def _durable(task: Task, muster: Muster) -> Task:
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


async def _read_delivery(muster: Muster, delivery: int) -> None:
    await read_delivery(delivery, parse=muster.parse, **muster.tools())


async def _gather(muster: Muster) -> None:
    await gather_mentions(**muster.ears())


async def _unite(muster: Muster, case: int, into: int) -> None:
    await unite_cases(CaseId(case), CaseId(into), **muster.tools())


async def _learn(muster: Muster) -> None:
    await fit_terms(uow=muster.uow(), clock=muster.clock)
    await learn_lessons(start=start_lessons(), rules=muster.rules, learner=muster.learner, **muster.tools())


async def _refresh_card(muster: Muster, case: int, channel: str) -> None:
    await show_card(CaseId(case), channel, messenger=muster.messenger, **muster.tools())


async def _tell_also(muster: Muster, case: int, channel: str) -> None:
    await tell_also(CaseId(case), channel, messenger=muster.messenger, **muster.tools())


async def _show_growth(muster: Muster, case: int) -> None:
    await show_growth(CaseId(case), uow=muster.uow(), company=muster.company)


async def _refresh_draft(muster: Muster, case: int, revision: int) -> None:
    await show_draft(CaseId(case), revision, uow=muster.uow(), company=muster.company, messenger=muster.messenger)


async def _announce(muster: Muster, case: int, number: int, channel: str) -> None:
    await announce(CaseId(case), number, channel, messenger=muster.messenger, **muster.tools())


async def _tend_case(muster: Muster, case: int) -> None:
    await tend_case(CaseId(case), **muster.tools())


async def _forget_drafting(muster: Muster, case: int) -> None:
    await forget_drafting(CaseId(case), **muster.tools())


async def _tell_case_of_idea(muster: Muster, idea: int, case: int) -> None:
    await tell_case_of_idea(IdeaId(idea), CaseId(case), **muster.tools())


async def _show_idea(muster: Muster, idea: int) -> None:
    await show_idea(IdeaId(idea), uow=muster.uow(), company=muster.company)


async def _deliver_reply(muster: Muster, case: int, number: int, tried: int) -> None:
    await deliver_reply(CaseId(case), number, tries=tried, replies=muster.replies, **muster.tools())


async def _ask_customer(muster: Muster, case: int, reply: int, by: str, tried: int) -> None:
    await ask_customer(
        CaseId(case),
        reply,
        MemberId(by),
        tries=tried,
        messenger=muster.messenger,
        invites=muster.links,
        replies=muster.replies,
        **muster.tools(),
    )


async def _thank(muster: Muster, case: int, reply: int, member: str) -> None:
    await thank(CaseId(case), reply, MemberId(member), messenger=muster.messenger, **muster.tools())


async def _deliver_thanks(muster: Muster, note: int) -> None:
    await deliver_thanks(note, messenger=muster.messenger, **muster.tools())


async def _show_sharing(muster: Muster, sharing: int) -> None:
    await show_sharing(sharing, messenger=muster.messenger, **muster.tools())


async def _post_digest(muster: Muster, community: str, week: str) -> None:
    home, tools = muster.company.community(community), muster.tools()
    await post_digest(home, Week.parse(week), messenger=muster.messenger, drawer=muster.charts, **tools)


async def _preview_digest(muster: Muster, community: str, week: str) -> None:
    home = muster.company.community(community)
    await preview_digest(home, Week.parse(week), messenger=muster.messenger, **muster.tools())


async def _refresh_previews(muster: Muster, community: str, week: str) -> None:
    home, uow = muster.company.community(community), muster.uow()
    await refresh_previews(home, Week.parse(week), uow=uow, messenger=muster.messenger, clock=muster.clock)


async def _tell_own_week(muster: Muster, member: str, week: str) -> None:
    await tell_own_week(MemberId(member), Week.parse(week), messenger=muster.messenger, **muster.tools())


async def _count_credit(muster: Muster) -> None:
    for season in await count_credit(**muster.tools()):
        log.info("season closed", season=str(season))


async def _open_channel(muster: Muster, community: str) -> None:
    await open_channel(community, uow=muster.uow(), messenger=muster.messenger, clock=muster.clock)


async def _close_channel(muster: Muster, community: str) -> None:
    await close_channel(community, messenger=muster.messenger, workbooks=muster.workbooks, **muster.tools())


async def _end_community(muster: Muster, community: str) -> None:
    await end_community(community, messenger=muster.messenger, **muster.tools())


async def _export(muster: Muster, member: str, community: str | None, period: str, request: str) -> None:
    await deliver_workbook(
        MemberId(member),
        community,
        period,
        request,
        messenger=muster.messenger,
        workbooks=muster.workbooks,
        **muster.tools(),
    )


async def _show_home(muster: Muster, member: str) -> None:
    await show_home(MemberId(member), messenger=muster.messenger, watch=muster.watch, **muster.tools())


async def _sync_people(muster: Muster) -> None:
    await sync_people(uow=muster.uow(), company=muster.company, messenger=muster.messenger)


async def _erase(muster: Muster, erasure: int) -> None:
    done = await erase(erasure, **muster.tools())
    if done.step is Step.DONE:
        log.info("author forgotten", erasure=erasure, **done.counts)


async def _tell_receipt(muster: Muster, erasure: int) -> None:
    await tell_receipt(erasure, messenger=muster.messenger, **muster.tools())


async def _retain(muster: Muster, what: str) -> None:
    gone = await retain(Class(what), **muster.tools())
    log.info("kept too long", what=what, gone=gone)


async def _refresh_note(muster: Muster, case: int, number: int) -> None:
    await show_note(CaseId(case), number, uow=muster.uow(), company=muster.company, messenger=muster.messenger)


async def _refresh_digest(muster: Muster, community: str, week: str) -> None:
    home, tools = muster.company.community(community), muster.tools()
    await show_digest(home, Week.parse(week), messenger=muster.messenger, drawer=muster.charts, **tools)


async def _unsay(muster: Muster, key_of: str) -> None:
    await unsay(key_of, uow=muster.uow(), messenger=muster.messenger)
