"""Modals about the glossary."""

from __future__ import annotations

import json

from bot.domain.grouping import Entry, Kind
from bot.domain.own_words import SYNONYMS_LIMIT, TERM_LIMIT
from handlers.blocks.glossary import WHAT_FOR
from handlers.blocks.inputs import radio, text_input
from handlers.blocks.kit import Block, View, context, modal


def add_entry_modal() -> View:
    """Write down which words mean one thing."""
    return modal("glossary.add", "Add to the glossary", (*_fields(), context(WHAT_FOR)), submit="Add")


def change_entry_modal(entry: Entry) -> View:
    """Change what an entry says."""
    return modal(
        "glossary.change",
        "Change the entry",
        _fields(entry),
        submit="Change it",
        metadata=json.dumps({"entry": entry.term}),
    )


def _fields(entry: Entry | None = None) -> tuple[Block, ...]:
    kinds = [("A product", "product"), ("A part of one", "part"), ("A symptom: what goes wrong", "symptom")]
    return (
        text_input(
            "term",
            "What do you call it?",
            initial=entry.term if entry else "",
            hint=f"One word or a few, in at most {TERM_LIMIT} characters.",
        ),
        radio("kind", "What is it?", kinds, initial=(entry.kind if entry else Kind.PRODUCT).value),
        text_input(
            "synonyms",
            "What else do customers call it?",
            initial="\n".join(entry.synonyms) if entry else "",
            multiline=True,
            hint=f"One a line, at most {SYNONYMS_LIMIT}. Upper and lower case are the same.",
            optional=True,
        ),
    )
