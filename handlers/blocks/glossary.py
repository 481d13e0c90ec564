"""The glossary: which words of customers mean one thing."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.grouping import Entry, Kind
from bot.domain.own_words import GlossaryPage
from handlers.blocks.kit import Block, Message, actions, button, confirmation, context, section
from handlers.blocks.text import count, cut, escape, fit

SYNONYMS_SHOWN = 10
"""Synonyms of an entry in the list; its own modal shows all."""

LINE_LIMIT = 700
"""Characters of an entry in the list, as Slack counts them; a page of ten must fit a message."""

KINDS = {Kind.PRODUCT: "Products", Kind.PART: "Parts", Kind.SYMPTOM: "Symptoms"}
"""How the kinds are called above their entries."""

WHAT_FOR = (
    "Customers have many words for one thing. An entry says which of them mean the same, so that those who write of "
    "one matter meet in one case. An example: *boarding pass*, a part, is also “boarding card” and “QR code”."
)


def glossary_page(page: GlossaryPage) -> Message:
    """A page of the glossary; those who may change it get the buttons for that."""
    title = "Glossary" if page.kind is None else f"Glossary: {KINDS[page.kind].lower()}"
    add = [button("Add", "glossary.add", "new", style="primary")] if page.may_edit else []
    who = () if page.may_edit else (context("Leads and administrators change it. Tell one of them what is missing."),)
    if not page.entries:
        none = section(f"*{title}*\nNothing stands here yet. {WHAT_FOR}")
        return Message(title, (none, *who, *([actions(*add)] if add else [])))
    words = page.kind.value if page.kind else ""
    turns = [button("Back", "glossary.back", f"{page.page - 1}:{words}")] if page.page else []
    turns += [button("On", "glossary.on", f"{page.page + 1}:{words}")] if page.more else []
    below = (actions(*add, *turns),) if add or turns else ()
    head = section(f"*{title}*, {count(page.total, 'entry', 'entries')}")
    return Message(title, (head, *_entries(page), *who, *below))


def _entries(page: GlossaryPage) -> Iterator[Block]:
    above: Kind | None = page.kind
    for entry in page.entries:
        if entry.kind is not above:
            above = entry.kind
            yield context(KINDS[above])
        yield section(fit(entry_line(entry), LINE_LIMIT))
        if page.may_edit:
            yield actions(
                button("Change", "glossary.change", entry.term),
                button("Take out", "glossary.drop", entry.term, confirm=_sure(entry)),
            )


def entry_line(entry: Entry) -> str:
    """An entry in a line, with the words that mean it too."""
    shown = ", ".join(f"“{escape(word)}”" for word in entry.synonyms[:SYNONYMS_SHOWN])
    left = len(entry.synonyms) - SYNONYMS_SHOWN
    more = f" and {left} more" if left > 0 else ""
    return f"*{escape(entry.term)}*" + (f" is also {shown}{more}" if shown else "")


def _sure(entry: Entry) -> Block:
    return confirmation(
        "Take it out",
        f"“{cut(entry.term, 60)}” and the words beside it mean different things again. Cases stay as they are.",
        yes="Take out",
    )
