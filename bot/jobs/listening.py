"""What arrives, and finds its case."""

from __future__ import annotations

from bot.bootstrap import Muster
from bot.domain.case import CaseId
from bot.jobs.durable import Task
from bot.usecases.fit_terms import fit_terms
from bot.usecases.gather_mentions import gather_mentions
from bot.usecases.learn_lessons import learn_lessons
from bot.usecases.read_delivery import read_delivery
from bot.usecases.unite_cases import unite_cases
from learning import start_lessons


async def _read_delivery(muster: Muster, delivery: int) -> None:
    await read_delivery(delivery, parse=muster.parse, **muster.tools())


async def _gather(muster: Muster) -> None:
    await gather_mentions(**muster.ears())


async def _unite(muster: Muster, case: int, into: int) -> None:
    await unite_cases(CaseId(case), CaseId(into), **muster.tools())


async def _learn(muster: Muster) -> None:
    await fit_terms(uow=muster.uow(), clock=muster.clock)
    await learn_lessons(start=start_lessons(), rules=muster.rules, learner=muster.learner, **muster.tools())


TASKS: tuple[Task, ...] = (
    _read_delivery,
    _gather,
    _unite,
    _learn,
)
