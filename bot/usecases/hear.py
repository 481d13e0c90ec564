"""Find out what a message in Slack is about."""

from bot.domain.case import CaseId
from bot.ports import UnitOfWork


async def case_of_thread(channel: str, ts: str, *, uow: UnitOfWork) -> CaseId | None:
    """The case whose card is the root of this thread, if it is one."""
    async with uow:
        return await uow.messages.case_of_thread(channel, ts)
