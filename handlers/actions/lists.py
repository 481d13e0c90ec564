"""Buttons of lists and pages."""

from __future__ import annotations

from bot.domain.privacy import as_seen_by
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction, share
from handlers.blocks import modals
from handlers.commands.lists import answer_digest, answer_mine, answer_search
from handlers.commands.report import answer_report


async def report(press: Press) -> None:
    """Ask what a customer said."""
    await press.back.open(modals.mention_modal(as_seen_by(press.member, press.desk.company)))


async def show_mine(press: Press) -> None:
    """Show what waits for the one who pressed."""
    await press.back.say(await answer_mine(press.question))


async def turn_page(press: Press) -> None:
    """Show another page of what a search found, or the first of a wider search."""
    question, page = press.page
    await press.back.say(await answer_search(question, page=page), replace=True)


REACTIONS: dict[str, Reaction] = {
    "mention.report": report,
    "list.mine": show_mine,
    "list.search.newer": turn_page,
    "list.search.older": turn_page,
    "list.search.wider": turn_page,
    "digest.share": share(answer_digest),
    "report.share": share(answer_report),
}
"""What each button of a list or a page does."""
