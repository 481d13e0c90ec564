"""Modals about a case as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.company import Company
from bot.domain.sheet import CaseSheet
from handlers.blocks.inputs import choice, text_input
from handlers.blocks.kit import View, context, modal, sections
from handlers.blocks.modals.common import ids, reason_modal, words
from handlers.blocks.text import escape


def dismiss_modal(sheet: CaseSheet) -> View:
    """End a case that needs no answer."""
    return reason_modal(sheet, "case.dismiss", "Dismiss the case", "Why does this need no answer?")


def reopen_modal(sheet: CaseSheet) -> View:
    """Take an ended case up again."""
    return reason_modal(sheet, "case.reopen", "Reopen the case", "Why does it go on?")


def move_modal(sheet: CaseSheet, company: Company, likely: Sequence[str] = ()) -> View:
    """Move a case to another community; those where the model would see it stand first, the `likely` one on top."""
    elsewhere = {name: one.title for name, one in company.communities.items() if name != sheet.case.community}
    first = [name for name in likely if name in elsewhere]
    others = [(elsewhere[name], name) for name in dict.fromkeys((*first, *elsewhere))]
    named = ", then ".join(escape(elsewhere[name]) for name in first)
    return modal(
        "case.move",
        "Move elsewhere",
        (
            words(sheet),
            *([context(f"By the cases that were answered so far it belongs to {named}.")] if first else []),
            choice("community", "Which community?", others),
            text_input("reason", "Why does it belong there?", hint="The card keeps it."),
        ),
        submit="Move elsewhere",
        metadata=ids(case=sheet.case.id),
    )


def read_modal(sheet: CaseSheet) -> View:
    """All of the customer's words."""
    return modal("case.read", "What was said", sections(sheet.mention.text, quoted=True))


def timeline_modal(sheet: CaseSheet, lines: list[str]) -> View:
    """What happened to a case, the newest at the end."""
    shown = lines[-90:]
    left_out = [context(f"{len(lines) - len(shown)} earlier lines are left out.")] if len(lines) > len(shown) else []
    return modal("case.timeline", "Timeline", [words(sheet), *left_out, *(context(line) for line in shown)])
