"""Words and phrases in a text: the language of the rules, and where in the text a match stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.mention import tokens

Phrase = tuple[str, ...]
"""The words of a rule that must stand side by side; one that ends in `*` fits every word that begins like it."""

_JOINS_ITS_NEIGHBOUR = re.compile("[\u1160-\u11ff\uff9e-\uffdc]")
"""Letters that merge with the one before them although they are no marks: parts of Hangul, half-width sound signs."""

_UNSEEN = frozenset("\u034f\u115f\u1160\u3164\uffa0\u17b4\u17b5" + "".join(map(chr, range(0xFE00, 0xFE10))))
"""Characters without a shape of their own that Unicode does not count among the format characters."""


class Span(NamedTuple):
    """A stretch of characters: from `start` up to, not including, `end`."""

    start: int
    end: int


def phrase(keyword: str) -> Phrase:
    """The tokens of a keyword, each with its `*` kept; empty where nothing of it can match."""
    return tuple(token + "*" * word.endswith("*") for word in keyword.split() for token in tokens(word.rstrip("*")))


class Words:
    """The words of a text, ready to be asked for many phrases."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            self._places.setdefault(word, []).append(place)

    def find(self, sought: Phrase) -> list[int]:
        """The places, in order, where a phrase of at least one word begins."""
        return [place for place in self._where(sought[0]) if self._follows(place, sought)]

    def _where(self, part: str) -> list[int]:
        if not part.endswith("*"):
            return self._places.get(part, [])
        return sorted(place for word, places in self._places.items() if _fits(word, part) for place in places)

    def _follows(self, place: int, sought: Phrase) -> bool:
        found = self._words[place : place + len(sought)]
        return len(found) == len(sought) and all(map(_fits, found, sought))


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it is understood, with the way back to how it is written.

    `plain` is compatibility-normalised, with the digits of every script as 0-9 and without what cannot be seen.
    """

    text: str
    plain: str
    origins: tuple[Span, ...]

    def excerpt(self, span: Span) -> str:
        """What is written where `plain` has this span of at least one character."""
        return self.text[self.origins[span.start].start : self.origins[span.end - 1].end]

    def words(self) -> list[tuple[str, Span]]:
        """The tokens of the text, each with its span in `plain`."""
        folded, where = self.folded()
        found, cursor = [], 0
        for token in tokens(folded):
            start = folded.find(token, cursor)
            if start >= 0:
                cursor = start + len(token)
                found.append((token, Span(where[start], where[cursor - 1] + 1)))
        return found

    def folded(self) -> tuple[str, list[int]]:
        """`plain` whatever its case, and for each character of that where it stands in `plain`."""
        pieces = [char.casefold().replace("’", "'") for char in self.plain]
        return "".join(pieces), [at for at, piece in enumerate(pieces) for _ in piece]


def read(text: str) -> Reading:
    """Understand a text of any script."""
    plain: list[str] = []
    origins: list[Span] = []
    for cluster, origin in _clusters(text):
        for char in unicodedata.normalize("NFKC", cluster):
            plain.append(str(unicodedata.decimal(char)) if char.isdecimal() else char)
            origins.append(origin)
    return Reading(text, "".join(plain), tuple(origins))


def _clusters(text: str) -> list[tuple[str, Span]]:
    """The visible characters with the marks that belong to them, and where each stands."""
    clusters: list[tuple[list[str], int, int]] = []
    for at, char in enumerate(text):
        if unseen(char):
            continue
        if clusters and _joins(char):
            chars, start, _ = clusters[-1]
            chars.append(char)
            clusters[-1] = (chars, start, at + 1)
        else:
            clusters.append(([char], at, at + 1))
    return [("".join(chars), Span(start, end)) for chars, start, end in clusters]


def unseen(char: str) -> bool:
    """Whether a character has no shape of its own, such as a zero-width space or a soft hyphen."""
    return not char.isascii() and (unicodedata.category(char) == "Cf" or char in _UNSEEN)


def _joins(char: str) -> bool:
    return not char.isascii() and (unicodedata.category(char)[0] == "M" or bool(_JOINS_ITS_NEIGHBOUR.match(char)))
