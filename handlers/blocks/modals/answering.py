"""Modals on the way to an answer."""

from __future__ import annotations

from bot.domain.people import MemberId
from bot.domain.sheet import CaseSheet
from handlers.blocks.inputs import checkboxes, text_input, url_input
from handlers.blocks.kit import Block, View, context, modal, section
from handlers.blocks.modals.common import ids, words
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
    shares = [
        (
            f"{sheet.names.get(claim.member, 'Someone')}: {_share_title(sheet, claim.slot)}",
            f"{claim.member}/{claim.slot}",
        )
        for claim in sheet.case.claims
        if sheet.case.may_confirm(closer, claim.member, claim.slot)
    ]
    if shares:
        hint = "Tick whom you saw helping. This is what credit is counted from."
        blocks.append(checkboxes("helped", "Who helped?", shares[:10], hint=hint))
    if partners := dict.fromkeys(one.partner for one in sheet.case.given if one.partner):
        titles = ", ".join(f"{escape(sheet.company.partner_title(name))} (partner)" for name in partners)
        blocks.append(context(f"Input came from {titles} too. Partners take no credit."))
    return modal("case.close", "Close the case", blocks, submit="Close the case", metadata=ids(case=sheet.case.id))


def read_share(value: str) -> tuple[MemberId, str]:
    """The member and the slot that a ticked box stands for."""
    member, _, slot = value.partition("/")
    return MemberId(member), slot


def _share_title(sheet: CaseSheet, slot: str) -> str:
    if slot.startswith("answer:"):
        return f"gave input for {sheet.company.function_title(slot.removeprefix('answer:'))}"
    return "brought it in" if slot == "spot" else "told the customer"
