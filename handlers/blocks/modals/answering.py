"""Modals on the way to an answer."""

from __future__ import annotations

from bot.domain.draft import DRAFT_LIMIT, Draft
from bot.domain.people import MemberId
from bot.domain.sheet import CaseSheet
from handlers.blocks.card import name_of
from handlers.blocks.kit import Block, View, checkboxes, context, modal, section, sections, text_input, url_input
from handlers.blocks.modals.common import ids, words
from handlers.blocks.text import link

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


def draft_modal(sheet: CaseSheet, *, typed: str | None = None) -> View:
    """Write the next revision. `typed` is what was written on a revision that is no longer the newest."""
    draft = sheet.draft
    revision = sheet.case.revisions
    blocks = [words(sheet)]
    if typed is not None and draft:
        blocks.append(
            section(
                f"This draft changed while you were writing. Here is revision {revision} by "
                f"{name_of(sheet, draft.author)}; your text is kept below."
            )
        )
        blocks += sections(draft.text, quoted=True)
    initial = typed if typed is not None else (draft.text if draft else "")
    hint = f"At most {DRAFT_LIMIT:,} characters. It goes out only after someone else has signed it off."
    blocks.append(text_input("text", "The answer to the customer", initial=initial, multiline=True, hint=hint))
    return modal(
        "case.draft",
        f"Draft revision {revision + 1}",
        blocks,
        submit="Save the draft",
        metadata=ids(case=sheet.case.id, after=revision),
    )


def sign_off_modal(sheet: CaseSheet, draft: Draft) -> View:
    """Read the exact text, then sign it off."""
    act = f"Sign off revision {draft.revision}"
    return modal(
        "case.sign_off",
        act,
        (
            words(sheet),
            section(f"*The answer*, by {name_of(sheet, draft.author)}"),
            *sections(draft.text),
            context("You sign exactly this text. Any later change needs a new sign-off."),
        ),
        submit=act,
        metadata=ids(case=sheet.case.id, revision=draft.revision),
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
    return modal("case.close", "Close the case", blocks, submit="Close the case", metadata=ids(case=sheet.case.id))


def read_share(value: str) -> tuple[MemberId, str]:
    """The member and the slot that a ticked box stands for."""
    member, _, slot = value.partition("/")
    return MemberId(member), slot


def _share_title(sheet: CaseSheet, slot: str) -> str:
    if slot.startswith("answer:"):
        return f"gave input for {sheet.company.function_title(slot.removeprefix('answer:'))}"
    return "brought it in" if slot == "spot" else "told the customer"
