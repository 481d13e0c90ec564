"""What is typed where an author is to be forgotten."""

from __future__ import annotations

from bot.domain.customer import AuthorId
from bot.usecases.forget_author import forget_author
from handlers.blocks import modals
from handlers.blocks.kit import View
from handlers.views.submission import Outcome, Submission


async def send_forget(sent: Submission) -> View | None:
    """Begin to forget somebody."""
    await forget_author(AuthorId(sent.number("author")), sent.member, typed=sent.text("handle"), **sent.desk.tools())
    return modals.done_modal(
        "Being forgotten", "It goes on by itself; many words take some minutes. You get a receipt once it is done."
    )


OUTCOMES: dict[str, Outcome] = {
    "author.forget": send_forget,
}
"""What each modal about forgetting does when it is sent."""
