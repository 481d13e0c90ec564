"""Find out what a message in Slack is about."""

from bot.domain.case import CaseId
from bot.ports import UnitOfWork


async def case_of_thread(channel: str, ts: str, *, uow: UnitOfWork) -> CaseId | None:
    """The case whose card is the root of this thread, if it is one."""
    async with uow:
        return await uow.messages.case_of_thread(channel, ts)


async def sharing_of_thread(channel: str, ts: str, *, uow: UnitOfWork) -> int | None:
    """The number of the copy in a partner's channel whose thread this is, if it is one."""
    async with uow:
        return await uow.messages.sharing_of_thread(channel, ts)
