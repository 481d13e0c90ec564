"""Words on their way to a customer, and what the customer says of them."""

from __future__ import annotations

from bot.bootstrap import Muster
from bot.domain.case import CaseId
from bot.domain.people import MemberId
from bot.jobs.durable import Task
from bot.usecases.ask_for_feedback import ask_customer
from bot.usecases.drafting import forget_drafting
from bot.usecases.send_reply import deliver_reply
from bot.usecases.show_draft import show_draft
from bot.usecases.take_verdict import thank


async def _refresh_draft(muster: Muster, case: int, revision: int) -> None:
    await show_draft(CaseId(case), revision, uow=muster.uow(), company=muster.company, messenger=muster.messenger)


async def _forget_drafting(muster: Muster, case: int) -> None:
    await forget_drafting(CaseId(case), **muster.tools())


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


TASKS: tuple[Task, ...] = (
    _refresh_draft,
    _forget_drafting,
    _deliver_reply,
    _ask_customer,
    _thank,
)
