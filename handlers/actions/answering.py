"""Buttons on the way to an answer."""

from __future__ import annotations

from bot.domain.status import Status
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction, ask
from handlers.blocks import modals


async def ask_to_close(press: Press) -> None:
    """Ask what came of it, and who helped."""
    sheet = await press.sheet()
    sheet.case.expect(Status.REPLIED, press.member)
    await press.back.open(modals.close_modal(sheet, press.member.id))


REACTIONS: dict[str, Reaction] = {
    "case.contribute": ask(modals.contribute_modal),
    "case.close": ask_to_close,
}
"""What each button on the way to an answer does."""
