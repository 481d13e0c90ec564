"""What is chosen in the modal about the class of risk."""

from __future__ import annotations

from bot.usecases.reclass_case import reclass_case
from handlers.blocks.kit import View
from handlers.views.submission import Outcome, Submission


async def send_class(sent: Submission) -> View | None:
    """Put the case into another class."""
    desk, reason = sent.desk, sent.text("reason")
    await reclass_case(sent.case_id, sent.member, risk=sent.text("risk"), reason=reason, **desk.tools())
    return None


OUTCOMES: dict[str, Outcome] = {"case.reclass": send_class}
"""What the modal about the class of risk does when it is sent."""
