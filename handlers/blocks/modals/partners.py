"""Modals about partners."""

from __future__ import annotations

from bot.domain.sharing import SHARED_LIMIT
from bot.domain.sheet import CaseSheet
from handlers.blocks.inputs import choice, date_input, text_input
from handlers.blocks.kit import View, context, modal, section
from handlers.blocks.modals.common import ids, words
from handlers.blocks.text import cut


def share_partner_modal(sheet: CaseSheet, copy: str) -> View:
    """Share a case with a partner that does not have it yet; `copy` is the redacted text to begin with."""
    partners = [
        (partner.title, name) for name, partner in sheet.company.partners.items() if name not in sheet.case.partners
    ]
    return modal(
        "case.share_partner",
        "Share with a partner",
        (
            section("The partner sees exactly the text below in your shared channel, and answers in its thread."),
            choice("partner", "Which partner?", partners, initial=partners[0][1] if len(partners) == 1 else None),
            text_input(
                "text",
                "What they read",
                initial=cut(copy, SHARED_LIMIT),
                multiline=True,
                hint="Names, handles, links, addresses and numbers are taken out. Look for what only you can see.",
            ),
            date_input(
                "until", "Until when may they answer?", hint="To the end of that day. Without one, until you end it."
            ),
        ),
        submit="Share it",
        metadata=ids(case=sheet.case.id),
    )


def unshare_modal(sheet: CaseSheet) -> View:
    """End the access of one of the partners that have the case."""
    partners = [(sheet.company.partner_title(name), name) for name in sheet.case.partners]
    return modal(
        "case.unshare",
        "End partner’s access",
        (
            words(sheet),
            choice("partner", "Whose access ends?", partners, initial=partners[0][1] if len(partners) == 1 else None),
            context("Their copy goes, and what they write after that stays outside. Their input so far is kept."),
        ),
        submit="End the access",
        metadata=ids(case=sheet.case.id),
    )
