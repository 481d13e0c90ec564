"""What is typed into modals about a case as a whole."""

from __future__ import annotations

from bot.usecases.dismiss_case import dismiss_case
from bot.usecases.move_case import move_case
from bot.usecases.reopen_case import reopen_case
from handlers.blocks.kit import View
from handlers.views.submission import Outcome, Submission


async def send_dismissal(sent: Submission) -> View | None:
    """Dismiss the case."""
    desk, reason = sent.desk, sent.text("reason")
    await dismiss_case(sent.case_id, sent.member, reason=reason, **desk.tools())
    return None


async def send_reopening(sent: Submission) -> View | None:
    """Reopen the case."""
    desk, reason = sent.desk, sent.text("reason")
    await reopen_case(sent.case_id, sent.member, reason=reason, **desk.tools())
    return None


async def send_move(sent: Submission) -> View | None:
    """Send the case to another community."""
    desk = sent.desk
    await move_case(sent.case_id, sent.member, to=sent.text("community"), reason=sent.text("reason"), **desk.tools())
    return None


OUTCOMES: dict[str, Outcome] = {
    "case.dismiss": send_dismissal,
    "case.reopen": send_reopening,
    "case.move": send_move,
}
"""What each modal about a case as a whole does when it is sent."""
