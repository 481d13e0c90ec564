"""What is typed into modals about customers."""

from __future__ import annotations

from bot.domain.customer import AuthorId
from bot.usecases.describe_customer import describe_customer
from bot.usecases.join_authors import join_authors
from bot.usecases.separate_author import separate_author
from handlers.blocks import modals
from handlers.blocks.kit import View
from handlers.views.submission import Outcome, Submission


async def send_join(sent: Submission) -> View | None:
    """Join two to one customer."""
    number, one, other = await join_authors(
        _author(sent), sent.member, other=sent.text("other"), why=sent.text("why"), **sent.desk.tools()
    )
    return modals.joined_modal(one, other, number)


async def send_separation(sent: Submission) -> View | None:
    """Take one out of their customer."""
    number, one = await separate_author(_author(sent), sent.member, why=sent.text("why"), **sent.desk.tools())
    return modals.separated_modal(one, number)


async def send_description(sent: Submission) -> View | None:
    """Keep what somebody knows."""
    await describe_customer(
        _author(sent),
        sent.member,
        tier=sent.text("tier"),
        referral_value=sent.text("referral_value"),
        mail=sent.text("mail"),
        **sent.desk.tools(),
    )
    return modals.done_modal("Kept", "This stands in the customer’s record now, with your name and the day.")


def _author(sent: Submission) -> AuthorId:
    return AuthorId(sent.number("author"))


OUTCOMES: dict[str, Outcome] = {
    "customer.join": send_join,
    "customer.separate": send_separation,
    "customer.describe": send_description,
}
"""What each modal about customers does when it is sent."""
