"""Buttons about customers."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.customer import JoiningId
from bot.domain.history import CustomerSheet
from bot.usecases.look_up_customer import look_up_customer
from bot.usecases.undo_joining import undo_joining
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks import modals
from handlers.blocks.kit import View
from handlers.commands.customers import answer_customer, answer_record, read_author_id


async def show_record(press: Press) -> None:
    """Show a customer's record."""
    await press.back.say(await answer_record(read_author_id(press.value), press.question))


async def show_customer_of_case(press: Press) -> None:
    """Show the record of whoever a case is about."""
    await press.back.say(await answer_customer(press.question))


async def turn_page(press: Press) -> None:
    """Show another page of what happened."""
    question, page = press.page
    await press.back.say(await answer_record(read_author_id(question.words), question, page), replace=True)


async def undo(press: Press) -> None:
    """Take a join or a separation back, and show who is whom now."""
    number = JoiningId(read_author_id(press.value))
    author = await undo_joining(number, press.member, **press.desk.tools())
    await press.back.say(await answer_record(author, press.question), replace=True)


def ask_about(view: Callable[[CustomerSheet], View]) -> Reaction:
    """A reaction that opens a modal about a customer; Slack waits for it, so nobody else is asked about them."""

    async def react(press: Press) -> None:
        sheet = await look_up_customer(read_author_id(press.value), press.member, **press.desk.tools())
        await press.back.open(view(sheet))

    return react


REACTIONS: dict[str, Reaction] = {
    "customer.show": show_record,
    "customer.of_case": show_customer_of_case,
    "customer.newer": turn_page,
    "customer.older": turn_page,
    "customer.join": ask_about(modals.join_authors_modal),
    "customer.separate": ask_about(modals.separate_modal),
    "customer.describe": ask_about(modals.describe_modal),
    "customer.undo": undo,
}
"""What each button about customers does."""
