"""Modals on the way to an answer."""

from __future__ import annotations

from bot.domain.people import MemberId
from bot.domain.sheet import CaseSheet
from handlers.blocks.inputs import text_input, url_input
from handlers.blocks.kit import Block, View, context, modal, section
from handlers.blocks.modals.common import ids, words
from handlers.blocks.modals.recognising import who_helped
from handlers.blocks.text import escape, link

_INSIDE = "Only colleagues read this. Nothing here is sent to the customer."


def contribute_modal(sheet: CaseSheet) -> View:
    """Give input without writing in the thread."""
    return modal(
        "case.contribute",
        "Add my input",
        (words(sheet), text_input("text", "What do you know about this?", multiline=True, hint=_INSIDE)),
        submit="Add my input",
        metadata=ids(case=sheet.case.id),
    )


def reply_modal(sheet: CaseSheet) -> View:
    """Record what went out."""
    signed = sheet.signed_draft
    where = link(sheet.mention.url, "where the customer wrote") if sheet.mention.url else "where the customer wrote"
    return modal(
        "case.reply",
        "Record as sent",
        (
            section(f"Post the signed answer {where}, then paste the link here."),
            text_input(
                "text",
                "What went out, word for word",
                initial=signed.text if signed else "",
                multiline=True,
                hint="If you changed anything, change it here too: the record must be true.",
            ),
            url_input("url", "Link to the reply"),
        ),
        submit="Record as sent",
        metadata=ids(case=sheet.case.id, revision=signed.revision if signed else 0),
    )


def close_modal(sheet: CaseSheet, closer: MemberId) -> View:
    """End a case, and say who helped among those whom `closer` may confirm."""
    blocks: list[Block] = [words(sheet), text_input("outcome", "What came of it for the customer?", multiline=True)]
    blocks += who_helped(sheet, closer)
    if partners := dict.fromkeys(one.partner for one in sheet.case.given if one.partner):
        titles = ", ".join(f"{escape(sheet.company.partner_title(name))} (partner)" for name in partners)
        blocks.append(context(f"Input came from {titles} too. Partners take no credit."))
    return modal("case.close", "Close the case", blocks, submit="Close the case", metadata=ids(case=sheet.case.id))
