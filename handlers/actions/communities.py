"""Buttons about communities."""

from __future__ import annotations

from bot.usecases.change_community import look_up_wish
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks import modals
from handlers.commands.communities import answer_communities, change_view, closing_view


async def ask_for_community(press: Press) -> None:
    """Ask what a new community is for."""
    await press.back.open(modals.open_modal(press.desk.company))


async def ask_again(press: Press) -> None:
    """Ask once more, with what was wished for when Slack refused."""
    wish = await look_up_wish(press.value, uow=press.desk.uow())
    await press.back.open(modals.open_modal(press.desk.company, wish, again=press.value))


async def ask_for_change(press: Press) -> None:
    """Ask what is to change."""
    await press.back.open(await change_view(press.value, press.member, press.desk))


async def ask_for_end(press: Press) -> None:
    """Ask what came of it."""
    await press.back.open(await closing_view(press.value, press.member, press.desk))


async def turn_page(press: Press) -> None:
    """Show another page of the list."""
    question, page = press.page
    await press.back.say(await answer_communities(question, page=page), replace=True)


REACTIONS: dict[str, Reaction] = {
    "community.open": ask_for_community,
    "community.again": ask_again,
    "community.edit": ask_for_change,
    "community.close": ask_for_end,
    "list.communities.earlier": turn_page,
    "list.communities.more": turn_page,
}
"""What each button about communities does."""
