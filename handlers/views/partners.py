"""What is typed into modals about partners."""

from __future__ import annotations

from bot.usecases.share_case import share_case
from bot.usecases.unshare_case import unshare_case
from handlers.blocks.kit import View
from handlers.views.submission import Outcome, Submission


async def send_copy(sent: Submission) -> View | None:
    """Share the case with a partner."""
    desk = sent.desk
    await share_case(
        sent.case_id,
        sent.member,
        partner=sent.text("partner"),
        text=sent.text("text"),
        until=sent.day("until"),
        **desk.tools(),
    )
    return None


async def send_end(sent: Submission) -> View | None:
    """End the access of a partner."""
    await unshare_case(sent.case_id, sent.member, partner=sent.text("partner"), **sent.desk.tools())
    return None


OUTCOMES: dict[str, Outcome] = {
    "case.share_partner": send_copy,
    "case.unshare": send_end,
}
"""What each modal about partners does when it is sent."""
