"""What modals have in common, and those that only say something."""

from __future__ import annotations

import json

from bot.domain.sheet import CaseSheet
from handlers.blocks.inputs import text_input
from handlers.blocks.kit import Block, Message, View, modal, section
from handlers.blocks.text import escape, quote


def words(sheet: CaseSheet) -> Block:
    """What a case is about, in the customer's words; with its matter where that is not just how they begin."""
    said, matter = sheet.mention.text, sheet.case.matter
    begins = " ".join(said.split()).startswith(matter.removesuffix("…").rstrip())
    return section(quote(said) if begins else f"*{escape(matter)}*\n{quote(said)}")


def ids(**named: int) -> str:
    """Ids for a modal to carry, as `Submission.ids` reads them."""
    return json.dumps(named)


def reason_modal(sheet: CaseSheet, callback: str, act: str, label: str) -> View:
    """A modal about a case that asks for a reason and nothing else."""
    return modal(
        callback,
        act,
        (words(sheet), text_input("reason", label)),
        submit=act,
        metadata=ids(case=sheet.case.id),
    )


def notice_modal(message: Message) -> View:
    """An answer where there is no channel to give it in; a modal takes no Home blocks but these."""
    return modal("notice", "Muster", message.blocks or (section(message.text),))


def done_modal(title: str, text: str) -> View:
    """Says that it is done, where there was a modal to type in."""
    return modal("done", title, [section(text)])
