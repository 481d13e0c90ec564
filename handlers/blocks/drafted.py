"""A draft as the thread shows it: its words, what changed in them, who has signed, and what can be done."""

from __future__ import annotations

from bot.domain import activity as act
from bot.domain.changes import changes
from bot.domain.draft import DraftMark, SignOff
from bot.domain.sheet import CaseSheet, Note
from bot.domain.status import Status
from handlers.blocks.changed import marked
from handlers.blocks.kit import Block, Message, actions, button, context, section, sections
from handlers.blocks.naming import name_of, signers
from handlers.blocks.text import cut, escape

ACCEPTED_SHOWN = 10
"""Accepted words that are named; there are seldom more than two."""


def draft_note(sheet: CaseSheet, drafted: act.Drafted, line: str, told: Note) -> Message:
    """The message for a revision. Once it is out of the question it has no buttons any more."""
    mark = sheet.case.revision(drafted.revision)
    blocks = [context(line), *sections(told.text or "", quoted=True)]
    if told.before is not None:
        passages = changes(told.before, told.text or "")
        what = marked(passages) if passages else "Not a word."
        blocks.append(section(f"*Changed since revision {drafted.revision - 1}:* {what}"))
    if mark is None:
        blocks.append(context(f"Revision {drafted.revision} is not current any more."))
        return Message(line, tuple(blocks))
    if mark.accepted:
        blocks.append(context(accepted(sheet, mark)))
    blocks.append(context(signatures(sheet, mark)))
    if sheet.case.status is Status.OPEN:
        blocks.append(_acts(sheet, mark))
    return Message(line, tuple(blocks))


def signatures(sheet: CaseSheet, mark: DraftMark) -> str:
    """Who must sign a revision and who has, in the order in which it is asked for."""
    if mark.changes_wanted:
        return "Changes are wanted before anyone signs. The next revision can be signed."
    met = sheet.policy.met(mark.signatures)
    first_missing = met.index(None) if None in met else len(met)
    parts = [
        f"{signers(sheet, signature)} {_standing(sheet, given, place == first_missing)}"
        for place, (signature, given) in enumerate(zip(sheet.policy.signatures, met, strict=True))
    ]
    return f"To be signed off, never by its author: {' · '.join(parts)}"


def accepted(sheet: CaseSheet, mark: DraftMark) -> str:
    """What the guardrails found in a revision and its author means."""
    named = ", ".join(f"“{escape(cut(excerpt, 60))}”" for excerpt in mark.accepted[:ACCEPTED_SHOWN])
    more = len(mark.accepted) - ACCEPTED_SHOWN
    return f"⚠ Flagged and meant by {name_of(sheet, mark.author)}: {named}{f' and {more} more' if more > 0 else ''}"


def _standing(sheet: CaseSheet, given: SignOff | None, next_one: bool) -> str:
    if given:
        return f"✓ {name_of(sheet, given.by)}"
    if sheet.policy.in_order:
        return "– next" if next_one else "– later"
    return "– to sign"


def _acts(sheet: CaseSheet, mark: DraftMark) -> Block:
    revision, value = mark.revision, f"{sheet.case.id}:{mark.revision}"
    buttons = []
    if not mark.changes_wanted:
        if sheet.case.signed is None:
            buttons.append(button(f"Sign off revision {revision}", "case.sign_off", value, style="primary"))
        buttons.append(button("Changes wanted", "case.want_changes", value))
    return actions(
        *buttons,
        button("Edit the draft", "case.draft", value),
        button("Reject", "case.reject_draft", value, style="danger"),
    )
