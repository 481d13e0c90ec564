"""Modals about who owes input to a case, and who has it."""

from __future__ import annotations

from bot.domain.case import Case
from bot.domain.company import Company
from bot.domain.errors import WrongStage
from bot.domain.sheet import CaseSheet
from handlers.blocks.inputs import checkboxes, choice, person_input, text_input
from handlers.blocks.kit import View, modal, section
from handlers.blocks.modals.common import ids, words
from handlers.blocks.naming import name_of
from handlers.blocks.text import escape


def askable(case: Case, company: Company) -> list[str]:
    """The functions that can still be asked: those that are not, and those whose input was waived."""
    asked = {slot.name for slot in case.slots if not slot.waived or slot.answered_by}
    return [name for name in company.functions if name not in asked]


def ask_modal(sheet: CaseSheet, *, person: str = "", warning: str = "") -> View:
    """Ask one more function, or one person. A `warning` that this `person` was asked often is passed by a tick."""
    functions = [(sheet.company.function_title(name), name) for name in askable(sheet.case, sheet.company)]
    whom = person_input(
        "person", "Or which person?", initial=person or None, optional=True, hint="They are pinged in the thread."
    )
    fields = [choice("slot", "Which function?", functions[:100], optional=True)] if functions and not person else []
    tick = checkboxes("anyway", "Must it be them?", [("Ask them all the same", "yes")], ticked=())
    warned = (section(escape(warning)), tick) if warning else ()
    return modal(
        "case.ask",
        "Ask for input",
        (words(sheet), *fields, whom, *warned),
        submit="Ask for input",
        metadata=ids(case=sheet.case.id),
    )


def waive_modal(sheet: CaseSheet, chosen: str = "") -> View:
    """Go on without an answer; `chosen` is the slot that the pressed button was about.

    Raises WrongStage where nothing is waited for.
    """
    waiting = [(_title(sheet, slot.name), slot.name) for slot in sheet.case.slots if slot.waits]
    if not waiting:
        raise WrongStage("No input is waited for any more.")
    return modal(
        "case.waive",
        "Waive input",
        (
            words(sheet),
            choice("slot", "Whose input is not needed?", waiting[:100], initial=chosen),
            text_input("reason", "Why does the case go on without it?", hint="The timeline keeps it."),
        ),
        submit="Waive this input",
        metadata=ids(case=sheet.case.id),
    )


def hand_over_modal(sheet: CaseSheet) -> View:
    """Make somebody else the owner."""
    owner = sheet.case.owner
    now = section(f"Owner now: {name_of(sheet, owner)}") if owner else section("Nobody owns this case yet.")
    return modal(
        "case.hand_over",
        "Hand over",
        (words(sheet), now, person_input("to", "Who goes on with it?", hint="They are pinged in the thread.")),
        submit="Hand over",
        metadata=ids(case=sheet.case.id),
    )


def _title(sheet: CaseSheet, slot: str) -> str:
    """How the function or the person is called, as plain text."""
    person = sheet.case.slot(slot)
    if person and person.person:
        return sheet.names.get(person.person, "Someone")
    return sheet.company.function_title(slot)
