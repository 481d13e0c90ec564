"""Buttons of the glossary."""

from __future__ import annotations

from dataclasses import replace

from bot.usecases.drop_from_glossary import drop_from_glossary
from bot.usecases.edit_glossary import expect_editing, look_up_entry
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks import modals
from handlers.commands.listening import answer_glossary


async def ask_for_entry(press: Press) -> None:
    """Ask which words mean one thing."""
    expect_editing(press.member, press.desk.company)
    await press.back.open(modals.add_entry_modal())


async def ask_for_change(press: Press) -> None:
    """Ask what an entry is to say."""
    entry = await look_up_entry(press.value, press.member, uow=press.desk.uow(), company=press.desk.company)
    await press.back.open(modals.change_entry_modal(entry))


async def take_out(press: Press) -> None:
    """Take an entry out, and show what is left."""
    await drop_from_glossary(press.value, press.member, uow=press.desk.uow(), company=press.desk.company)
    await press.back.say(await answer_glossary(replace(press.question, words="")), replace=True)


async def turn_page(press: Press) -> None:
    """Show another page."""
    question, page = press.page
    await press.back.say(await answer_glossary(question, page=page), replace=True)


REACTIONS: dict[str, Reaction] = {
    "glossary.add": ask_for_entry,
    "glossary.change": ask_for_change,
    "glossary.drop": take_out,
    "glossary.back": turn_page,
    "glossary.on": turn_page,
}
"""What each button of the glossary does."""
