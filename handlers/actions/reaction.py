"""What a press of a button brings about, and two ways to make one that many buttons share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.domain.sheet import CaseSheet
from bot.domain.status import Status
from handlers.actions.press import Press
from handlers.blocks.kit import Message, View
from handlers.commands.question import Answer

Reaction = Callable[[Press], Awaitable[None]]


def ask(view: Callable[[CaseSheet], View], status: Status | None = None) -> Reaction:
    """A reaction that opens a modal about a case, where the case stands as it must."""

    async def react(press: Press) -> None:
        sheet = await press.sheet()
        if status:
            sheet.case.expect(status, press.member)
        await press.back.open(view(sheet))

    return react


def share(answer: Answer) -> Reaction:
    """A reaction that shows everyone in the channel what one person looks at, but for the button that does so."""

    async def react(press: Press) -> None:
        message = await answer(press.question)
        await press.back.share(Message(message.text, message.blocks[:-1]))

    return react
