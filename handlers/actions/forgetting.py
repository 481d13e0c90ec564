"""The button that asks whether an author is to be forgotten."""

from __future__ import annotations

from bot.usecases.forget_author import preview_forgetting
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks import modals
from handlers.commands.customers import read_author_id


async def ask_to_forget(press: Press) -> None:
    """Show what would go, and ask for the handle."""
    desk = press.desk
    preview = await preview_forgetting(
        read_author_id(press.value), press.member, uow=desk.uow(), company=desk.company
    )
    await press.back.open(modals.forget_modal(preview))


REACTIONS: dict[str, Reaction] = {
    "author.forget": ask_to_forget,
}
"""What each button about forgetting does."""
