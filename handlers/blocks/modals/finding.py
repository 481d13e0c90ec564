"""The modal that suggests whom to ask."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.finding import Suggestion, Wanted
from bot.domain.sheet import CaseSheet
from bot.usecases.suggest_people import WhomToAsk
from handlers.blocks.kit import Block, View, actions, button, context, divider, modal, section
from handlers.blocks.modals.common import words
from handlers.blocks.naming import slot_title
from handlers.blocks.text import count, escape


def suggest_modal(found: WhomToAsk, asked: str = "") -> View:
    """For each slot that waits those who could answer it, each with the reason; `asked` is who was asked just now."""
    blocks: list[Block] = [words(found.sheet)]
    if asked:
        blocks.append(section(f"{escape(asked)} is asked now. The thread tells them."))
    for wanted in found.wanted:
        blocks += [divider(), *_slot(wanted, found.sheet)]
    if not found.wanted:
        blocks += [divider(), section("No function’s input is waited for. You can still ask anyone."), _ask(found)]
    elif not any(wanted.people for wanted in found.wanted):
        blocks.append(_ask(found))
    blocks.append(context("`/muster suggestions off` takes you out of such lists."))
    return modal("case.suggest", "Suggest people", blocks)


def _slot(wanted: Wanted, sheet: CaseSheet) -> Iterator[Block]:
    title = slot_title(sheet, wanted.slot.name)
    yield section(f"*{title}*")
    if not wanted.people:
        yield section(
            f"Nobody of {title} who is free has helped with such a matter yet. The whole function is asked already; "
            "somebody you know there can be asked by name."
        )
    for one in wanted.people:
        value = f"{sheet.case.id}:{one.member.id}"
        yield section(f"*{escape(one.member.name)}*\n{_why(one, title)}", button("Ask", "case.suggest.ask", value))


def _why(one: Suggestion, function: str) -> str:
    topic = f"“{escape(one.topic or '')}”"
    if one.learns:
        reason = f"Wants to learn {topic}"
    elif one.topic:
        reason = f"Answered {count(one.cases, 'confirmed case')} on {topic}"
    else:
        reason = f"On duty in {function}"
    return f"{reason} · {'at work now' if one.at_work else 'not at work right now'}"


def _ask(found: WhomToAsk) -> Block:
    return actions(button("Ask for input", "case.ask", str(found.sheet.case.id)))
