"""What is typed into modals about who owes input to a case, and who has it."""

from __future__ import annotations

from bot.domain.errors import AskedOften
from bot.usecases.ask_for_input import ask_for_input
from bot.usecases.hand_over import hand_over
from bot.usecases.waive_slot import waive_slot
from handlers.blocks import modals
from handlers.blocks.kit import View
from handlers.views.submission import Outcome, Submission


async def send_question(sent: Submission) -> View | None:
    """Ask a function or a person; whoever was asked too often lately, once it is said to be meant."""
    function, person, meant = sent.text("slot"), sent.text("person"), bool(sent.several("anyway"))
    try:
        await ask_for_input(
            sent.case_id, sent.member, function=function, person=person, anyway=meant, **sent.desk.tools()
        )
    except AskedOften as often:
        return modals.ask_modal(await sent.sheet(), person=person, warning=str(often))
    return None


async def send_waiver(sent: Submission) -> View | None:
    """Waive an input."""
    desk, reason = sent.desk, sent.text("reason")
    await waive_slot(sent.case_id, sent.member, slot=sent.text("slot"), reason=reason, **desk.tools())
    return None


async def send_hand_over(sent: Submission) -> View | None:
    """Make somebody else the owner."""
    desk = sent.desk
    await hand_over(sent.case_id, sent.member, to=sent.text("to"), **desk.tools())
    return None


OUTCOMES: dict[str, Outcome] = {
    "case.ask": send_question,
    "case.waive": send_waiver,
    "case.hand_over": send_hand_over,
}
"""What each modal about input and owners does when it is sent."""
