"""The modal about what a customer wants."""

from __future__ import annotations

from bot.domain.intent import Intent
from bot.domain.sheet import CaseSheet
from handlers.blocks.inputs import checkboxes
from handlers.blocks.kit import View, modal
from handlers.blocks.modals.common import ids, words


def reread_modal(sheet: CaseSheet) -> View:
    """Say what the customer wants; several may hold."""
    act = "Correct what this is" if sheet.case.intents or sheet.case.reread_by else "Say what it is"
    return modal(
        "case.reread",
        act,
        (
            words(sheet),
            checkboxes(
                "intents",
                "What does the customer mean?",
                [(intent.title, intent.value) for intent in Intent],
                ticked=sheet.case.intents,
                hint="Several may hold. Muster learns from what you tick.",
            ),
        ),
        submit=act,
        metadata=ids(case=sheet.case.id),
    )
