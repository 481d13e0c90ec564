"""Putting a file into Slack once, though each call may fail, and may fail after it worked."""

from collections.abc import Awaitable, Callable

from bot.ports import Clock, Messenger, UnitOfWork


async def upload_once(
    key: str,
    channel: str,
    file: str,
    title: str,
    make: Callable[[], Awaitable[bytes]],
    *,
    uow: UnitOfWork,
    messenger: Messenger,
    clock: Clock,
) -> None:
    """Make the file and upload it, unless it stands there already; a person stands for their direct messages.

    Its name tells it from every other one there. Raises SlackBusy, SlackRefused, SlackUnsure.
    """
    async with uow:
        earlier = await uow.messages.intend(key, channel, None, clock.now())
        await uow.commit()
    if earlier and earlier.ts:
        return
    if not (earlier and await messenger.find_file(channel, file, earlier.attempted_at)):
        await messenger.upload(channel, file, title, await make())
    async with uow:
        await uow.messages.said(key, file)
        await uow.commit()
