"""Modals about what was said outside."""

from __future__ import annotations

import json

from bot.domain.company import Company
from handlers.blocks.inputs import choice, text_input, url_input
from handlers.blocks.kit import View, modal

AUTOMATIC = "-"
"""The choice that leaves the community to the rules."""


def mention_modal(company: Company, *, text: str = "", origin: str = "") -> View:
    """Bring in what a customer said. `origin` is the `<channel>/<ts>` of the message that quotes it, if one does."""
    communities = [(community.title, name) for name, community in company.communities.items()]
    return modal(
        "mention.report",
        "Report a mention",
        (
            text_input("text", "What did the customer say?", initial=text, multiline=True, hint="Their own words."),
            text_input("author", "Who said it?", optional=True, hint="A name and where, as far as you know."),
            url_input("url", "Link to it", optional=True),
            choice(
                "community",
                "Which community?",
                [("Let the rules decide", AUTOMATIC), *communities],
                initial=AUTOMATIC,
            ),
        ),
        submit="Report the mention",
        metadata=json.dumps({"origin": origin}) if origin else "",
    )
