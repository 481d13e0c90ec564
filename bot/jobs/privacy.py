"""Forgetting, and letting go."""

from __future__ import annotations

import structlog

from bot.bootstrap import Muster
from bot.domain.case import CaseId
from bot.domain.erasure import Step
from bot.domain.retention import Class
from bot.jobs.durable import Task
from bot.usecases.erase import erase
from bot.usecases.erase_in_slack import show_note, tell_receipt, unsay
from bot.usecases.retain import retain

log = structlog.get_logger()


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


async def _unsay(muster: Muster, key_of: str) -> None:
    await unsay(key_of, uow=muster.uow(), messenger=muster.messenger)


TASKS: tuple[Task, ...] = (
    _erase,
    _tell_receipt,
    _retain,
    _refresh_note,
    _unsay,
)
