"""What is typed into modals on the way to an answer."""

from __future__ import annotations

from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from handlers.blocks import modals
from handlers.blocks.kit import View
from handlers.views.submission import Outcome, Submission


async def send_contribution(sent: Submission) -> View | None:
    """Give input."""
    desk = sent.desk
    await contribute(
        sent.case_id,
        sent.member,
        sent.text("text"),
        identity=f"modal/{sent.view_id}",
        in_thread=False,
        **desk.tools(),
    )
    return None


async def send_closing(sent: Submission) -> View | None:
    """Close the case and confirm who helped."""
    desk = sent.desk
    await close_case(
        sent.case_id,
        sent.member,
        outcome=sent.text("outcome"),
        helped=[modals.read_share(value) for value in sent.fields.get("helped") or ()],
        **desk.tools(),
    )
    return None


OUTCOMES: dict[str, Outcome] = {
    "case.contribute": send_contribution,
    "case.close": send_closing,
}
"""What each modal on the way to an answer does when it is sent."""
