"""Bring the card of a case in a channel up to date with the case."""

from bot.domain.case import CaseId
from bot.domain.company import Company
from bot.ports import Clock, MessageGone, Messenger, SlackRefused, UnitOfWork
from bot.usecases.look_up_case import sheet_of
from bot.usecases.saying import say_once


def card_key(case_id: CaseId, channel: str) -> str:
    """Under which key the card of a case in a channel is known."""
    return f"card:{case_id}:{channel}"


async def show_growth(case_id: CaseId, *, uow: UnitOfWork, company: Company) -> None:
    """Ask for the card of a case that has grown for a while. Raises UnknownCase."""
    async with uow:
        case = await uow.cases.read(case_id)
        await uow.jobs.refresh_card(case_id, company.community(case.community).channel)
        await uow.commit()


async def show_card(
    case_id: CaseId,
    channel: str,
    *,
    uow: UnitOfWork,
    company: Company,
    messenger: Messenger,
    clock: Clock,
) -> None:
    """Post the card, or edit it where it stands; one that was deleted is posted anew. A case that has moved on
    leaves a pointer behind. Raises SlackBusy, SlackRefused, SlackUnsure, UnknownCase."""
    key = card_key(case_id, channel)
    async with uow:
        sheet = await sheet_of(await uow.cases.read(case_id), uow=uow, company=company, now=clock.now())
        posted = await uow.messages.get(key)
    archived = any(one.channel == channel for one in company.closed.values())
    if posted is None and (archived or sheet.community.channel != channel or sheet.case.merged_into):
        return

    async def say() -> tuple[str, bool]:
        return await say_once(
            key,
            channel,
            lambda: messenger.post_card(sheet, channel, key),
            uow=uow,
            messenger=messenger,
            clock=clock,
            case_id=case_id,
        )

    ts, is_new = await say()
    if is_new:
        return
    try:
        await messenger.update_card(sheet, channel, ts)
    except SlackRefused as refused:
        if archived:
            return  # whoever looks for the case finds it; its card in there stays as it was
        if not isinstance(refused, MessageGone):
            raise
        async with uow:
            await uow.messages.forget(key)
            await uow.commit()
        await say()
