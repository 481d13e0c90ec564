"""What changed from one text to the next, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

NEAR = 4
"""Words that are shown before and after a change, so that one sees where it stands."""

_COMPARED = 250_000
"""Pairs of words that are compared at most; texts that differ more are shown as rewritten."""


class Kind(StrEnum):
    """What became of some words. Those that are `skipped` stayed, far from any change."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words side by side with the same fate; a line break is a word of its own."""

    kind: Kind
    words: tuple[str, ...]


def changes(before: str, after: str) -> tuple[Passage, ...]:
    """What changed, in the order of the text; empty where not a word did. The added and kept words, with what was
    skipped, are the new text, the removed and kept ones the old."""
    old, new = _words(before), _words(after)
    if old == new:
        return ()
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    changed = _compared(old[start : len(old) - end], new[start : len(new) - end])
    found = [Passage(Kind.KEPT, tuple(new[:start])), *changed, Passage(Kind.KEPT, tuple(new[len(new) - end :]))]
    return _near_changes([passage for passage in found if passage.words])


def _words(text: str) -> list[str]:
    return re.findall(r"\n|[^\s]+", text)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _compared(old: list[str], new: list[str]) -> list[Passage]:
    if len(old) * len(new) > _COMPARED:
        return [Passage(Kind.REMOVED, tuple(old)), Passage(Kind.ADDED, tuple(new))]
    found = []
    for tag, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Passage(Kind.KEPT, tuple(old[i:j])))
        else:
            found += [Passage(Kind.REMOVED, tuple(old[i:j])), Passage(Kind.ADDED, tuple(new[k:m]))]
    return found


def _near_changes(passages: list[Passage]) -> tuple[Passage, ...]:
    """The same with kept words skipped where no change is near."""
    shown: list[Passage] = []
    for place, passage in enumerate(passages):
        first = NEAR if place else 0
        last = NEAR if place < len(passages) - 1 else 0
        if passage.kind is not Kind.KEPT or len(passage.words) <= first + last + 1:
            shown.append(passage)
            continue
        middle = len(passage.words) - last
        parts = (
            Passage(Kind.KEPT, passage.words[:first]),
            Passage(Kind.SKIPPED, passage.words[first:middle]),
            Passage(Kind.KEPT, passage.words[middle:]),
        )
        shown += [part for part in parts if part.words]
    return tuple(shown)
