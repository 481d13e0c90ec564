"""Modals about drafts: writing one, signing it off, wanting changes, rejecting it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.draft import DRAFT_LIMIT, Draft
from bot.domain.guardrails import Finding
from bot.domain.people import MemberId
from bot.domain.sheet import CaseSheet, EarlierAnswer
from handlers.blocks.drafted import accepted, signatures
from handlers.blocks.inputs import checkboxes, radio, text_input
from handlers.blocks.kit import Block, View, actions, button, context, modal, section, sections
from handlers.blocks.modals.common import ids, words
from handlers.blocks.naming import name_of
from handlers.blocks.text import cut, escape, when

SHOWN = 10
"""Findings that are shown at once. Only what was shown can be accepted."""

BESIDE = "beside"
"""The choice that keeps the revisions that wait."""

METADATA_LIMIT = 3_000
"""Characters that a modal can carry along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What somebody is writing on the revision `after`: the text, and what was found in it. `aside` is what they had
    written before they started from another text; `filled` counts how often they did."""

    after: int
    text: str
    beside: bool = False
    findings: Sequence[Finding] = ()
    aside: str = ""
    filled: int = 0

    def carried(self, case_id: int) -> str:
        """The same for a modal on top to carry, without what was found; too long where the text is."""
        kept = {"case": case_id, "after": self.after, "beside": self.beside, "filled": self.filled, "text": self.text}
        return json.dumps(kept, ensure_ascii=False)


def draft_modal(
    sheet: CaseSheet, writer: MemberId, writing: Writing | None = None, *, start_from: int | None = None
) -> View:
    """Write the next revision, from the newest one or from the revision `start_from`. Somebody else's newer words are
    shown beside what one is `writing`."""
    newest, draft = sheet.case.revisions, sheet.revision(start_from or 0) or sheet.draft
    own = any(mark.author == writer for mark in sheet.case.drafts)
    so_far = writing or Writing(after=newest, text=draft.text if draft else "", beside=own)
    blocks = [words(sheet), *_changed_meanwhile(sheet, so_far), *_found(so_far)]
    if so_far.aside:
        blocks += [section("*What you had written before:*"), *sections(so_far.aside, quoted=True)]
    blocks.append(_answer(so_far))
    if any(mark.author != writer for mark in sheet.case.drafts):
        blocks.append(_place(so_far, several=len(sheet.case.drafts) > 1))
    seen = [finding.mark for finding in so_far.findings[:SHOWN]]
    if seen:
        blocks.append(_acceptance(seen))
    blocks.append(actions(button("Answers like this one", "case.answers_like", str(sheet.case.id))))
    carried = {"case": sheet.case.id, "after": newest, "filled": so_far.filled, "seen": seen}
    view = modal(
        "case.draft", f"Draft revision {newest + 1}", blocks, submit="Save the draft", metadata=json.dumps(carried)
    )
    return {**view, "notify_on_close": True}


def _changed_meanwhile(sheet: CaseSheet, writing: Writing) -> list[Block]:
    draft = sheet.draft
    if writing.after == sheet.case.revisions or draft is None:
        return []
    said = (
        f"This draft changed while you were writing. Here is revision {draft.revision} by "
        f"{name_of(sheet, draft.author)}; your text is kept below."
    )
    return [section(said), *sections(draft.text, quoted=True)]


def _found(writing: Writing) -> list[Block]:
    if not writing.findings:
        return []
    lines = [section(f"“{escape(cut(one.excerpt, 150))}”\n{escape(one.remedy)}") for one in writing.findings[:SHOWN]]
    more = len(writing.findings) - SHOWN
    left = [context(f"{more} more come once these are changed or meant.")] if more > 0 else []
    return [section("*Please look at this before it is saved; nothing you typed is lost.*"), *lines, *left]


def _answer(writing: Writing) -> Block:
    hint = f"At most {DRAFT_LIMIT:,} characters. It goes out only after someone else has signed it off."
    field = text_input("text", "The answer to the customer", initial=writing.text, multiline=True, hint=hint)
    # Slack keeps what was typed in a field that keeps its block: another text needs another block.
    return {**field, "block_id": f"text.{writing.filled}"} if writing.filled else field


def _acceptance(seen: Sequence[str]) -> Block:
    label = "I have looked at these; they are meant as they stand"
    field = checkboxes("accepted", "Is it meant so?", [(label, "yes")], ticked=())
    # A tick for these findings must not count for others: Slack keeps it in a field that keeps its block.
    return {**field, "block_id": f"accepted.{'.'.join(seen)}"}


def _place(writing: Writing, *, several: bool) -> Block:
    if several:
        options = [("Take their place", "replace"), ("Keep those of others for the signers to choose", BESIDE)]
    else:
        options = [("Take its place", "replace"), ("Keep both for the signers to choose", BESIDE)]
    chosen = BESIDE if writing.beside else "replace"
    return radio("beside", "Somebody else’s revision waits. What about it?", options, initial=chosen)


def answers_modal(sheet: CaseSheet, answers: Sequence[EarlierAnswer], writing: Writing) -> View:
    """What customers with similar matters were told, to start from. A text that is too long to be carried along is
    kept by leaving it where it is: then these can be read only."""
    if not answers:
        return modal("case.answers_like", "Answers like this one", [section("No earlier answer is like this one.")])
    blocks: list[Block] = []
    for place, answer in enumerate(answers, start=1):
        by = f"{escape(answer.by)}, " if answer.by else ""
        blocks.append(section(f"*{place} · {escape(answer.matter)}*\nCase {answer.case_id}, {by}{when(answer.at)}"))
        blocks += sections(answer.text, quoted=True)
    carried = writing.carried(sheet.case.id)
    if len(carried) > METADATA_LIMIT:
        blocks.append(
            context("Copy what you need: your own text is too long to be kept while another one is put in.")
        )
        return modal("case.answers_like", "Answers like this one", blocks)
    options = [(f"{place} · {answer.matter}", identity(answer)) for place, answer in enumerate(answers, start=1)]
    blocks.append(radio("answer", "Which one do you start from?", options, initial=options[0][1]))
    return modal(
        "case.answers_like",
        "Answers like this one",
        blocks,
        submit="Start from this",
        metadata=carried,
        close="Back",
    )


def identity(answer: EarlierAnswer) -> str:
    """Which earlier answer is chosen."""
    return f"{answer.case_id}/{answer.at.timestamp():.0f}"


def sign_off_modal(sheet: CaseSheet, draft: Draft, *, changed: bool = False) -> View:
    """Read the exact text, then sign it off. `changed` says that another one was read before."""
    act, mark = f"Sign off revision {draft.revision}", sheet.case.revision(draft.revision)
    meant = [context(accepted(sheet, mark))] if mark and mark.accepted else []
    return modal(
        "case.sign_off",
        act,
        (
            words(sheet),
            *_other_text(changed),
            section(f"*The answer*, by {name_of(sheet, draft.author)}"),
            *sections(draft.text),
            *meant,
            *([context(signatures(sheet, mark))] if mark else []),
            context("You sign exactly this text. Any later change needs a new sign-off."),
        ),
        submit=act,
        metadata=ids(case=sheet.case.id, revision=draft.revision),
    )


def want_changes_modal(sheet: CaseSheet, draft: Draft, typed: str | None = None) -> View:
    """Say what must change in a revision. `typed` is what was said of one that is gone."""
    field = ("comment", "What should change?", "Its author reads it in the thread. Signatures on it are void.")
    return _judging_modal(sheet, draft, "case.want_changes", "Ask for changes", field, typed)


def reject_draft_modal(sheet: CaseSheet, draft: Draft, typed: str | None = None) -> View:
    """Say why a revision is out of the question. `typed` is what was said of one that is gone."""
    field = ("reason", "Why can this not be the answer?", "Its author reads it in the thread.")
    return _judging_modal(sheet, draft, "case.reject_draft", "Reject the draft", field, typed)


def _judging_modal(
    sheet: CaseSheet, draft: Draft, callback: str, act: str, field: tuple[str, str, str], typed: str | None
) -> View:
    name, label, hint = field
    return modal(
        callback,
        act,
        (
            words(sheet),
            *_other_text(typed is not None, "; your comment is kept"),
            section(f"*Revision {draft.revision}*, by {name_of(sheet, draft.author)}"),
            *sections(draft.text, quoted=True),
            text_input(name, label, initial=typed or "", multiline=True, hint=hint),
        ),
        submit=act,
        metadata=ids(case=sheet.case.id, revision=draft.revision),
    )


def _other_text(changed: bool, kept: str = "") -> list[Block]:
    return [section(f"This draft changed while you were reading. Here is the new one{kept}.")] if changed else []
