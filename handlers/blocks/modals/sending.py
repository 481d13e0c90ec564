"""Modals about the way out to the customer, and about asking how the answer was."""

from __future__ import annotations

from bot.domain.draft import Draft
from bot.domain.sheet import CaseSheet
from handlers.blocks.inputs import checkboxes
from handlers.blocks.kit import Block, View, button, context, modal, section, sections
from handlers.blocks.modals.common import ids
from handlers.blocks.text import count, cut, escape, link, quote


def send_modal(sheet: CaseSheet, draft: Draft) -> View:
    """Read what goes out, to whom and where, then let it go."""
    act = f"Send revision {draft.revision}"
    problem = sheet.case.send_problem
    blocks: list[Block] = [
        section(f"*To* {_customer(sheet)}, in answer to:\n{quote(sheet.newest.text)}"),
        section("*The answer*"),
        *sections(draft.text),
        context("It goes out as it stands here, and nobody can take it back."),
        section("Posted it yourself already?", button("Record as sent", "case.reply", str(sheet.case.id))),
    ]
    if sheet.case.perhaps_sent not in (None, draft.fingerprint):
        label = "I have looked: the customer does not have the answer that was tried before."
        blocks.append(checkboxes("looked", "Did the earlier answer arrive?", [(label, "yes")], ticked=()))
    if problem:
        blocks.insert(0, section(f"⚠ The last attempt failed: {escape(cut(problem, 300))}"))
    metadata = ids(case=sheet.case.id, revision=draft.revision)
    return modal("case.send", act, blocks, submit=act, metadata=metadata)


def feedback_modal(sheet: CaseSheet, sentence: str, *, asked: bool) -> View:
    """The sentence that asks the customer, to be copied, or sent where that is possible. `asked` says that they have
    got it already: it is not sent twice."""
    lasts = count(max(1, sheet.company.feedback_lasts.days), "day")
    judged = sheet.case.judged >= sheet.case.replies
    send = sheet.can_send and not judged and not asked
    how = "Send this sentence to" if send else "This sentence was sent to" if asked else "Copy this sentence for"
    notes = [f"Whoever has the link can judge this answer, once, within {lasts}."]
    if judged:
        notes.append("The customer has judged this answer already.")
    return modal(
        "case.feedback",
        "Ask how it was",
        (section(f"{how} {_customer(sheet)}:"), *sections(sentence, quoted=True), *map(context, notes)),
        submit="Send the question" if send else None,
        metadata=ids(case=sheet.case.id, reply=sheet.case.replies),
    )


def _customer(sheet: CaseSheet) -> str:
    """Who gets it, and where they wrote."""
    wrote = sheet.newest
    name = f"*{escape(cut(wrote.author.name or wrote.author.handle, 80))}*" if wrote.author else "the customer"
    place = escape(cut(wrote.source, 80))
    return f"{name} on {link(wrote.url, place) if wrote.url else place}"
