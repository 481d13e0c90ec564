"""The button about the class of risk."""

from __future__ import annotations

from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks import modals


async def ask_for_class(press: Press) -> None:
    """Ask which class of risk the case is in."""
    sheet = await press.sheet()
    sheet.case.expect_live(press.member)
    await press.back.open(modals.reclass_modal(sheet))


REACTIONS: dict[str, Reaction] = {"case.reclass": ask_for_class}
"""What the button about the class of risk does."""
