"""Let two cases be one that turned out to be about the same, where people leave that to Muster."""

from __future__ import annotations

import contextlib

from bot.domain.arriving import Bearing, may_join
from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import UnknownCase, WrongStage
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import show
from bot.usecases.merge_cases import join_cases


async def unite_cases(
    case_id: CaseId, into: CaseId, *, uow: UnitOfWork, company: Company, clock: Clock
) -> Case | None:
    """Make one part of the other: of the two one that nobody has touched, if any, and neither where people keep them
    apart. Returns the case that grew."""
    async with uow:
        try:
            one, other = await uow.cases.get_both(case_id, into)
        except UnknownCase:
            return None
        lesser, greater = (one, other) if one.untouched else (other, one)
        pair = (min(case_id, into), max(case_id, into))
        if pair in await uow.suggestions.refused():
            return None
        grown = None
        if _may_unite(lesser, greater, company):
            with contextlib.suppress(WrongStage):
                grown = await join_cases(lesser, greater, None, clock.now(), uow=uow, company=company)
        if grown is None:  # then it is suggested
            for case in (one, other):
                await show(case, uow=uow, company=company)
        await uow.commit()
    return grown


def _may_unite(lesser: Case, greater: Case, company: Company) -> bool:
    """Whether nobody would miss the lesser case: it is untouched, no graver, and the same people see the other."""
    coming = Bearing.of_case(lesser.community, lesser.risk, lesser.intents)
    there = Bearing.of_case(greater.community, greater.risk, greater.intents)
    return lesser.untouched and greater.live and may_join(coming, there, company)
