"""The button about what a customer wants."""

from __future__ import annotations

from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks import modals


async def ask_what_it_is(press: Press) -> None:
    """Ask what the customer wants."""
    sheet = await press.sheet()
    sheet.case.expect_live(press.member)
    await press.back.open(modals.reread_modal(sheet))


REACTIONS: dict[str, Reaction] = {"case.reread": ask_what_it_is}
"""What the button about what a customer wants does."""
