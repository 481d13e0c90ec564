"""What changed in a draft, with the words marked."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.changes import Kind, Passage
from handlers.blocks.text import escape

CHANGES_LIMIT = 2_500
"""Characters of marked changes; the whole text stands above them."""

_LOOKALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
"""What Slack would take for our marks. The exact signs stand in the text itself."""


def marked(passages: Iterable[Passage]) -> str:
    """Passages as mrkdwn: what was added is *bold*, what was removed ~struck~; cut where it would be too long."""
    shown = ""
    for passage in passages:
        words = _shown(passage)
        gap = "" if not shown or shown.endswith("\n") else " "
        if len(shown) + len(gap) + len(words) > CHANGES_LIMIT:
            return f"{shown}{gap}…"
        shown += gap + words
    return shown.strip()


def _shown(passage: Passage) -> str:
    match passage.kind:
        case Kind.SKIPPED:
            return "…"
        case Kind.KEPT:
            return _plain(passage.words, "\n")
        case Kind.ADDED:
            return f"*{_plain(passage.words, '↵')}*"
        case Kind.REMOVED:
            return f"~{_plain(passage.words, '↵')}~"


def _plain(words: Iterable[str], line_break: str) -> str:
    """Words beside each other; a mark must end in the line in which it begins."""
    text = " ".join(line_break if word == "\n" else escape(word.translate(_LOOKALIKES)) for word in words)
    return text.replace(" \n ", "\n").replace(" \n", "\n").replace("\n ", "\n")
