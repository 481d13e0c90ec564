"""Forgetting an author: who is meant, what would go, and the receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.company import Company
from bot.domain.erasure import COUNTED, Preview
from bot.domain.letters import Receipt
from handlers.blocks.customers import author_label
from handlers.blocks.kit import Block, Message, button, context, section
from handlers.blocks.tellings import telling
from handlers.blocks.text import count, escape, when

PREVIEWED: Mapping[str, str] = {
    "mentions": "mentions",
    "cases": "cases that they are in",
    "lessons": "lessons to learn from",
    "verdicts": "verdicts with words in these cases",
    "known": "things known of them",
    "raw": "raw deliveries of their source that were read",
}
"""What a preview counts, in its order and its words."""


def forget_page(found: Sequence[Preview]) -> Message:
    """Whom the words mean, with what would go."""
    title = "Forget somebody who wrote outside"
    lines = [
        section(
            f"*{escape(author_label(one.author))}*\n{what_goes(one)}",
            button("Forget …", "author.forget", str(one.author.id)),
        )
        for one in found
    ]
    note = context("Nothing is erased before you type the handle. Others of the same name are listed each alone.")
    return Message(title, (section(f"*{title}*"), *lines, note))


def what_goes(preview: Preview) -> str:
    """What would go, in one line."""
    parts = [f"{what} {preview.counts[key]:,}" for key, what in PREVIEWED.items() if preview.counts.get(key)]
    goes = ", ".join(parts) or "nothing but the name"
    others = (
        f" {count(preview.others, 'other author')} of the same customer would stay; forget each alone."
        if preview.others
        else ""
    )
    return f"Goes: {goes}.{others}"


@telling.register
def _(told: Receipt, company: Company) -> Message:
    erasure = told.erasure
    line = f"Author {erasure.author} is forgotten. This is the receipt of erasure {erasure.id}."
    asked = f"Asked for {when(erasure.asked_at)}"
    done = f"{asked}, done {when(erasure.done_at)}." if erasure.done_at else f"{asked}."
    return Message(line, (section(line), section(receipt_lines(erasure.counts)), *_named(told), context(done)))


def receipt_lines(counts: Mapping[str, int]) -> str:
    """What was done, a line each."""
    return "\n".join(f"{counts[key]:,} {words}" for key, words in COUNTED.items() if counts.get(key)) or "Nothing."


def _named(told: Receipt) -> list[Block]:
    if not told.erasure.named_in:
        return []
    cases = ", ".join(str(number) for number in told.erasure.named_in)
    return [
        section(f"Colleagues may have named the author in these cases: {cases}. Look there, and change it by hand.")
    ]
