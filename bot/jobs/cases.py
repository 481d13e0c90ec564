"""Cases, and what shows them."""

from __future__ import annotations

from bot.bootstrap import Muster
from bot.domain.case import CaseId
from bot.domain.idea import IdeaId
from bot.jobs.durable import Task
from bot.usecases.announce import announce
from bot.usecases.show_card import show_card, show_growth
from bot.usecases.show_sharing import show_sharing
from bot.usecases.tell_also import tell_also
from bot.usecases.tell_case_of_idea import show_idea, tell_case_of_idea
from bot.usecases.tend_case import tend_case


async def _refresh_card(muster: Muster, case: int, channel: str) -> None:
    await show_card(CaseId(case), channel, messenger=muster.messenger, **muster.tools())


async def _tell_also(muster: Muster, case: int, channel: str) -> None:
    await tell_also(CaseId(case), channel, messenger=muster.messenger, **muster.tools())


async def _show_growth(muster: Muster, case: int) -> None:
    await show_growth(CaseId(case), uow=muster.uow(), company=muster.company)


async def _announce(muster: Muster, case: int, number: int, channel: str) -> None:
    await announce(CaseId(case), number, channel, messenger=muster.messenger, **muster.tools())


async def _tend_case(muster: Muster, case: int) -> None:
    await tend_case(CaseId(case), **muster.tools())


async def _tell_case_of_idea(muster: Muster, idea: int, case: int) -> None:
    await tell_case_of_idea(IdeaId(idea), CaseId(case), **muster.tools())


async def _show_idea(muster: Muster, idea: int) -> None:
    await show_idea(IdeaId(idea), uow=muster.uow(), company=muster.company)


async def _show_sharing(muster: Muster, sharing: int) -> None:
    await show_sharing(sharing, messenger=muster.messenger, **muster.tools())


TASKS: tuple[Task, ...] = (
    _refresh_card,
    _tell_also,
    _show_growth,
    _announce,
    _tend_case,
    _tell_case_of_idea,
    _show_idea,
    _show_sharing,
)
