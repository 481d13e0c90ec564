"""Buttons of lists and pages."""

from __future__ import annotations

from bot.domain.privacy import as_seen_by
from bot.usecases.show_board import set_on_boards
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction, share
from handlers.blocks import modals
from handlers.blocks.kit import Message
from handlers.commands.lists import answer_board, answer_digest, answer_mine, answer_search
from handlers.commands.report import answer_report


async def report(press: Press) -> None:
    """Ask what a customer said."""
    await press.back.open(modals.mention_modal(as_seen_by(press.member, press.desk.company)))


async def show_mine(press: Press) -> None:
    """Show what waits for the one who pressed."""
    await press.back.say(await answer_mine(press.question))


async def show_board(press: Press) -> None:
    """Show the board."""
    await press.back.say(await answer_board(press.question))


async def turn_page(press: Press) -> None:
    """Show another page of what a search found, or the first of a wider search."""
    question, page = press.page
    await press.back.say(await answer_search(question, page=page), replace=True)


async def join_boards(press: Press) -> None:
    """Opt in, and show the board anew."""
    await set_on_boards(press.member, True, uow=press.desk.uow())
    await press.back.say(await answer_board(press.question))


async def leave_boards(press: Press) -> None:
    """Opt out, at once and everywhere."""
    await set_on_boards(press.member, False, uow=press.desk.uow())
    text = "You are off the boards, everywhere. Your own record stays yours alone."
    await press.back.say(Message(text))


REACTIONS: dict[str, Reaction] = {
    "mention.report": report,
    "list.mine": show_mine,
    "list.board": show_board,
    "list.search.newer": turn_page,
    "list.search.older": turn_page,
    "list.search.wider": turn_page,
    "digest.share": share(answer_digest),
    "report.share": share(answer_report),
    "board.join": join_boards,
    "board.leave": leave_boards,
}
"""What each button of a list or a page does."""
