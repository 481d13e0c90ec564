"""Tell another community of a case that concerns it too."""

from bot.domain.case import CaseId
from bot.domain.company import Company
from bot.domain.telling import ConcernsToo
from bot.ports import Clock, Messenger, UnitOfWork
from bot.usecases.saying import say_once


async def tell_also(
    case_id: CaseId, channel: str, *, uow: UnitOfWork, company: Company, messenger: Messenger, clock: Clock
) -> None:
    """Say it in that community's channel, once; not where the case has come there meanwhile, nor where it is private.

    Raises SlackBusy, SlackRefused, SlackUnsure, UnknownCase.
    """
    async with uow:
        case = await uow.cases.read(case_id)
    home = company.community(case.community)
    if home.channel == channel or home.private:
        return
    told = ConcernsToo(case=case_id, matter=case.matter, community=home.title)
    key = f"also:{case_id}:{channel}"
    await say_once(
        key,
        channel,
        lambda: messenger.post(told, channel, key),
        uow=uow,
        messenger=messenger,
        clock=clock,
        case_id=case_id,
    )
