"""Modals about customers."""

from __future__ import annotations

from bot.domain.customer import WHY_LIMIT, JoiningId, KnownAuthor
from bot.domain.history import CustomerSheet
from bot.domain.provenance import MAIL, REFERRAL_VALUE, TIER, Owned, Tier
from handlers.blocks.customers import author_label
from handlers.blocks.inputs import choice, text_input
from handlers.blocks.kit import View, actions, button, modal, section
from handlers.blocks.modals.common import ids
from handlers.blocks.text import escape

_WHY = f"Others judge it by this; at most {WHY_LIMIT} characters."


def join_authors_modal(sheet: CustomerSheet) -> View:
    """Say who else is this customer."""
    return modal(
        "customer.join",
        "Join another author",
        (
            section(f"*{escape(author_label(sheet.author))}* is the same customer as:"),
            text_input("other", "Who?", hint="A handle, a mail address or a name; SOURCE:HANDLE tells two apart."),
            text_input("why", "How do you know?", hint=_WHY),
        ),
        submit="Join them",
        metadata=ids(author=sheet.author.id),
    )


def separate_modal(sheet: CustomerSheet) -> View:
    """Take an author out of their customer, if that is meant."""
    return modal(
        "customer.separate",
        "Separate",
        (
            section(
                f"*{escape(author_label(sheet.author))}* will be a customer of their own again, with what is known "
                "of them. Muster never joins them by itself again."
            ),
            text_input("why", "How do you know?", hint=_WHY),
        ),
        submit="Separate",
        metadata=ids(author=sheet.author.id),
    )


def describe_modal(sheet: CustomerSheet) -> View:
    """Say what somebody here knows of a customer."""
    ours = {one.key: one.value for one in sheet.known if isinstance(one, Owned)}
    tiers = [(tier.capitalize(), tier.value) for tier in Tier]
    return modal(
        "customer.describe",
        "Say what we know",
        (
            section(
                "What stands here is ours: it is kept, with your name and the day. Empty what is not so any more."
            ),
            choice("tier", "Tier", tiers, initial=ours.get(TIER), optional=True),
            text_input(
                "referral_value",
                "Referral value",
                initial=ours.get(REFERRAL_VALUE, ""),
                hint="What comes of their recommending us, in your own words.",
                optional=True,
            ),
            text_input(
                "mail",
                "Mail address",
                initial=ours.get(MAIL, ""),
                hint="By it they are found in the system where customers are kept.",
                optional=True,
            ),
        ),
        submit="Keep this",
        metadata=ids(author=sheet.author.id),
    )


def joined_modal(one: KnownAuthor, other: KnownAuthor, number: JoiningId) -> View:
    """Says who was joined, and offers to take it back."""
    text = f"{escape(author_label(other))} and {escape(author_label(one))} are one customer now."
    return _undoable("Joined", text, number, one)


def separated_modal(one: KnownAuthor, number: JoiningId) -> View:
    """Says who was separated, and offers to take it back."""
    return _undoable("Separated", f"{escape(author_label(one))} is a customer of their own again.", number, one)


def _undoable(title: str, text: str, number: JoiningId, one: KnownAuthor) -> View:
    offers = actions(
        button("Show the record", "customer.show", str(one.id)), button("Undo", "customer.undo", str(number))
    )
    return modal("customer.done", title, (section(text), offers))
