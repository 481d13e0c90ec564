"""Saying a thing in Slack once, though each call may fail, and may fail after it worked."""

from collections.abc import Awaitable, Callable

from bot.domain.case import CaseId
from bot.ports import Clock, Messenger, SlackBusy, SlackRefused, UnitOfWork


async def say_once(
    key: str,
    channel: str,
    post: Callable[[], Awaitable[str]],
    *,
    uow: UnitOfWork,
    messenger: Messenger,
    clock: Clock,
    case_id: CaseId | None = None,
    thread: str | None = None,
) -> tuple[str, bool]:
    """Post the message with this key unless it stands in Slack already; returns its `ts` and whether it is new.

    The intent is stored before the call. A second attempt therefore knows that there was a first one and looks
    for its message before it posts. Raises SlackBusy, SlackRefused.
    """
    async with uow:
        earlier = await uow.messages.intend(key, channel, case_id, clock.now())
        await uow.commit()
    if earlier and earlier.ts:
        return earlier.ts, False
    ts = await messenger.find(channel, key, earlier.attempted_at, thread) if earlier else None
    is_new = ts is None
    if ts is None:
        ts = await _post(key, post, uow)
    async with uow:
        await uow.messages.said(key, ts)
        await uow.commit()
    return ts, is_new


async def _post(key: str, post: Callable[[], Awaitable[str]], uow: UnitOfWork) -> str:
    try:
        return await post()
    except SlackBusy:
        async with uow:  # Slack has said that it did nothing, so there is nothing to look for next time
            await uow.messages.forget(key)
            await uow.commit()
        raise
    except SlackRefused as refused:
        async with uow:
            await uow.messages.failed(key, str(refused))
            await uow.commit()
        raise
