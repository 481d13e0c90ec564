"""Modals about what was said outside."""

from __future__ import annotations

import json

from bot.domain.company import Company
from handlers.blocks.inputs import choice, text_input, url_input
from handlers.blocks.kit import TEXT_LIMIT, View, context, modal

AUTOMATIC = "-"
"""The choice that leaves the community to the rules."""

TO_BE_FOUND = "With neither a link nor who said it, nobody can look it up outside, and the case earns no credit."


def mention_modal(company: Company, *, text: str = "", origin: str = "") -> View:
    """Bring in what a customer said. `origin` is the `<channel>/<ts>` of the message that quotes it, if one does."""
    communities = [(community.title, name) for name, community in company.communities.items()]
    return modal(
        "mention.report",
        "Report a mention",
        (
            *([context(f"Only the first {TEXT_LIMIT:,} characters fit here.")] if len(text) > TEXT_LIMIT else ()),
            text_input(
                "text",
                "What did the customer say?",
                initial=text[:TEXT_LIMIT],
                multiline=True,
                hint="Their own words.",
            ),
            text_input("author", "Who said it?", optional=True, hint="A name and where, as far as you know."),
            url_input("url", "Link to it", optional=True, hint=TO_BE_FOUND),
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
