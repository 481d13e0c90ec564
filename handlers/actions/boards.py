"""Buttons of the boards and of Home."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.digest import HOW_COUNTED
from bot.usecases.show_board import set_on_boards
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks import modals
from handlers.blocks.kit import Message, section
from handlers.commands.boards import answer_board


async def show_board(press: Press) -> None:
    """Show the initiative board of this month."""
    await press.back.say(await answer_board(replace(press.question, words="")))


async def show_other(press: Press) -> None:
    """Show another board in the place of the one that is seen."""
    await press.back.say(await answer_board(press.question), replace=True)


async def ask_to_join(press: Press) -> None:
    """Explain the boards before somebody joins them."""
    await press.back.open(modals.join_boards_modal())


async def explain(press: Press) -> None:
    """Tell how credit is counted, above what is seen."""
    if press.back.modal:
        await press.back.push(modals.counted_modal())
    else:
        await press.back.say(Message(HOW_COUNTED, (section(HOW_COUNTED),)))


async def leave_boards(press: Press) -> None:
    """Opt out, at once and everywhere."""
    await set_on_boards(press.member, False, **press.desk.tools())
    text = "You are off the boards, everywhere. Your own record stays yours alone."
    await press.back.say(Message(text))


async def ask_for_settings(press: Press) -> None:
    """Ask what somebody wants to be told, and when."""
    await press.back.open(modals.settings_modal(press.member))


REACTIONS: dict[str, Reaction] = {
    "list.board": show_board,
    "board.initiative": show_other,
    "board.functions": show_other,
    "board.earlier": show_other,
    "board.counted": explain,
    "board.join": ask_to_join,
    "board.leave": leave_boards,
    "settings": ask_for_settings,
}
"""What each button of the boards and of Home does."""
