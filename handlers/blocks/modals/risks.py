"""The modal about the class of risk of a case."""

from __future__ import annotations

from bot.domain.policy import ORDINARY
from bot.domain.sheet import CaseSheet
from handlers.blocks.inputs import choice, text_input
from handlers.blocks.kit import View, modal, section
from handlers.blocks.modals.common import ids, words
from handlers.blocks.text import escape


def reclass_modal(sheet: CaseSheet) -> View:
    """Put a case into another class, with other input and other signatures."""
    company, now = sheet.company, sheet.case.risk
    others = [(company.risk_title(name), name) for name in (*company.risks, ORDINARY) if name != now]
    return modal(
        "case.reclass",
        "Change the class",
        (
            words(sheet),
            section(
                f"It is in the class “{escape(company.risk_title(now))}”. Anyone may choose a graver one; a lead or "
                "an administrator a lesser one. What was signed so far must be signed anew."
            ),
            choice("risk", "Which class of risk?", others),
            text_input("reason", "Why?", hint="The thread keeps it."),
        ),
        submit="Change the class",
        metadata=ids(case=sheet.case.id),
    )
