"""Bring the copy of a case in a partner's channel up to date."""

from bot.domain.company import Company
from bot.ports import Clock, MessageGone, Messenger, UnitOfWork
from bot.usecases.saying import say_once


def sharing_key(number: int) -> str:
    """Under which key a copy is known; it names neither the case nor anybody."""
    return f"partner:{number}"


async def show_sharing(number: int, *, uow: UnitOfWork, company: Company, messenger: Messenger, clock: Clock) -> None:
    """Post a copy, or let it say that the request has ended. One that was never seen is not posted any more.

    Raises SlackBusy, SlackRefused, SlackUnsure.
    """
    key = sharing_key(number)
    async with uow:
        sharing = await uow.sharings.get(number)
        posted = await uow.messages.get(key)
    if posted is None and not sharing.lasts(clock.now()):
        return
    ts, is_new = await say_once(
        key,
        sharing.channel,
        lambda: messenger.post_sharing(sharing, company, key),
        uow=uow,
        messenger=messenger,
        clock=clock,
        case_id=sharing.case_id,
    )
    if is_new:
        return
    try:
        await messenger.update_sharing(sharing, company, ts)
    except MessageGone:
        return
