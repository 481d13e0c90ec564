"""What one person gets, and who works here."""

from __future__ import annotations

from bot.bootstrap import Muster
from bot.domain.people import MemberId
from bot.jobs.durable import Task
from bot.usecases.deliver_workbook import deliver_workbook
from bot.usecases.learn_people import sync_people
from bot.usecases.say_thanks import deliver_thanks
from bot.usecases.show_home import show_home


async def _show_home(muster: Muster, member: str) -> None:
    await show_home(MemberId(member), messenger=muster.messenger, watch=muster.watch, **muster.tools())


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


async def _deliver_thanks(muster: Muster, note: int) -> None:
    await deliver_thanks(note, messenger=muster.messenger, **muster.tools())


async def _sync_people(muster: Muster) -> None:
    await sync_people(uow=muster.uow(), company=muster.company, messenger=muster.messenger)


TASKS: tuple[Task, ...] = (
    _show_home,
    _export,
    _deliver_thanks,
    _sync_people,
)
