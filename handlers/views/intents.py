"""What is ticked in the modal about what a customer wants."""

from __future__ import annotations

from bot.domain.errors import BadInput
from bot.usecases.correct_intents import correct_intents
from handlers.blocks.kit import View
from handlers.views.submission import Outcome, Submission


async def send_intents(sent: Submission) -> View | None:
    """Correct what the customer wants; nothing ticked is an answer too, no boxes at all are none."""
    if "intents" not in sent.fields:
        raise BadInput("Tick what the customer means.", field="intents")
    await correct_intents(sent.case_id, sent.member, intents=sent.several("intents"), **sent.desk.tools())
    return None


OUTCOMES: dict[str, Outcome] = {"case.reread": send_intents}
"""What the modal about what a customer wants does when it is sent."""
