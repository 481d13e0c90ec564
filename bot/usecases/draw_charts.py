"""Saying something with its charts, as the workspace can show them: drawn by Slack, as pictures, or in words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import TypeVar

from bot.domain.digest import Chart
from bot.ports import Charts, ChartsRefused, Clock, Messenger, SlackRefused, SlackUnsure, UnitOfWork

Said = TypeVar("Said")

GETS_READY = timedelta(minutes=2)
"""How long Slack may take to make a file fit to be shown. It says the same of one that it will never show."""


async def with_charts(
    charts: Sequence[Chart],
    key: str,
    say: Callable[[Sequence[str] | None], Awaitable[Said]],
    *,
    uow: UnitOfWork,
    messenger: Messenger,
    drawer: Charts,
    clock: Clock,
) -> Said:
    """Call `say` with the files of the charts: None where Slack draws them itself, nothing where they must be told in
    words. Charts hold nobody up: a picture that cannot be uploaded is told in words at once.

    `key` is that of what is said; each picture is known under it, so that whoever says it again shows the same.
    Raises what `say` raises, and SlackBusy.
    """
    if charts and messenger.draws_charts:
        try:
            return await say(None)
        except ChartsRefused:
            pass
    if not charts:
        return await say(())
    try:
        pictures = [
            await _picture(chart, f"{key}:chart:{number}", uow=uow, messenger=messenger, drawer=drawer, clock=clock)
            for number, chart in enumerate(charts, 1)
        ]
    except (SlackRefused, SlackUnsure):
        return await say(())
    try:
        return await say(pictures)
    except ChartsRefused as refused:
        if await _is_fresh(f"{key}:chart:{len(charts)}", uow, clock):
            raise SlackUnsure(str(refused)) from refused
        return await say(())


async def _picture(
    chart: Chart, key: str, *, uow: UnitOfWork, messenger: Messenger, drawer: Charts, clock: Clock
) -> str:
    """The file of a chart, uploaded unless that was done. Where the answer to that got lost it is done again; the
    first one stands nowhere."""
    async with uow:
        earlier = await uow.messages.intend(key, "", None, clock.now())
        await uow.commit()
    if earlier and earlier.ts:
        return earlier.ts
    name = f"{key.replace(':', '-')}.png"
    file = await messenger.upload_picture(name, chart.in_words, await drawer.draw(chart))
    async with uow:
        await uow.messages.said(key, file)
        await uow.commit()
    return file


async def _is_fresh(key: str, uow: UnitOfWork, clock: Clock) -> bool:
    async with uow:
        picture = await uow.messages.get(key)
    return picture is not None and clock.now() - picture.attempted_at < GETS_READY
