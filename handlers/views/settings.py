"""What is sent from the modals about settings and the boards."""

from __future__ import annotations

from bot.usecases.change_settings import Settings, change_settings
from bot.usecases.show_board import set_on_boards
from handlers.blocks import modals
from handlers.blocks.kit import View
from handlers.views.submission import Outcome, Submission


async def send_settings(sent: Submission) -> View | None:
    """Keep what somebody wants."""
    wants = sent.several("wants")
    settings = Settings(
        quiet_from=sent.minute("quiet_from"),
        quiet_until=sent.minute("quiet_until"),
        weekly_note=modals.NOTE in wants,
        suggested=modals.SUGGESTED in wants,
        on_boards=modals.BOARDS in wants,
    )
    await change_settings(sent.member, settings, **sent.desk.tools())
    return None


async def send_joining(sent: Submission) -> View | None:
    """Join the boards."""
    await set_on_boards(sent.member, True, **sent.desk.tools())
    text = (
        "You are on the boards from now on. `/muster board` shows who is there; the button to leave stands below it."
    )
    return modals.done_modal("You have joined", text)


OUTCOMES: dict[str, Outcome] = {
    "settings": send_settings,
    "board.join": send_joining,
}
"""What each modal about settings and the boards does when it is sent."""
