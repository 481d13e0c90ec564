"""Words that must not be missed: danger to people, and the law.

Recall comes first: better one alarm too many than one too few. A turn of speech that means nothing of the kind (“fire
sale”) takes back only the words that it covers, never those beside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from bot.domain import alarm_words as lists
from bot.domain.mention import tokens
from bot.domain.phrases import PhraseBook
from bot.domain.wording import Phrase, Span, phrase

NEAR = 7
"""Words that may lie between the two halves of a pair, such as a hand and a burn."""

LONGEST = 8
"""Words that a phrase of a pair has at the most."""

LEAST_LETTERS = 6
"""Words from this length on are also heard with one slip of the pen; shorter ones are too like others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """The words of a text that speak of danger to people, and those that speak of the law; none where it does not."""

    safety: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()


class _List(StrEnum):
    SAFETY = "safety"
    LEGAL = "legal"
    HARMLESS = "harmless"


class _Half(NamedTuple):
    """One of the two lists of words that alarm where they stand near each other."""

    pair: int
    first: bool


_LISTS: dict[_List | _Half, str] = {
    _List.SAFETY: lists.SAFETY,
    _List.LEGAL: lists.LEGAL,
    _List.HARMLESS: lists.HARMLESS,
}

_PAIRS = [
    [part.strip() for part in line.split("|")]
    for line in (files("bot.domain") / "alarm_pairs.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
"""What is heard, the one half and the other half."""

_HEARD = [_List(heard) for heard, _, _ in _PAIRS]


def _phrases() -> Iterator[tuple[_List | _Half, Phrase]]:
    written = dict(_LISTS)
    for pair, (_, one, other) in enumerate(_PAIRS):
        written |= {_Half(pair, True): one, _Half(pair, False): other}
    for name, keywords in written.items():
        for keyword in keywords.replace("\n", ";").split(";"):
            if usable := phrase(keyword):
                yield name, usable


def _slips(word: str) -> set[str]:
    """A word with each one of its letters left out, but for the first."""
    return {word[:at] + word[at + 1 :] for at in range(1, len(word))}


_BOOK = PhraseBook(_phrases())
_MEANT = {
    word: name
    for name, written in ((_List.SAFETY, lists.MISSPELT_SAFETY), (_List.LEGAL, lists.MISSPELT_LEGAL))
    for word in written.split()
}
_SHORTENED = {short: word for word in _MEANT for short in _slips(word)}


def alarms(text: str) -> Alarms:
    """What must not be missed in a text, each with the words that say so."""
    words = tokens(text)
    found: dict[_List | _Half, list[Span]] = {}
    for name, sought, place in _BOOK.find(words):
        found.setdefault(name, []).append(Span(place, place + len(sought)))
    harmless = found.pop(_List.HARMLESS, [])
    if harmless:
        found = {name: [one for one in spans if not _within(one, harmless)] for name, spans in found.items()}
    said = {heard: list(found.get(heard, ())) for heard in (_List.SAFETY, _List.LEGAL)}
    for meant, at in _misspelt(words):
        said[meant].append(Span(at, at + 1))
    for name, spans in found.items():
        if isinstance(name, _Half) and name.first and (others := found.get(_Half(name.pair, False))):
            said[_HEARD[name.pair]] += _beside(spans, others)
    return Alarms(safety=_as_said(words, said[_List.SAFETY]), legal=_as_said(words, said[_List.LEGAL]))


def _within(span: Span, others: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in others)


def _beside(some: Sequence[Span], others: Sequence[Span]) -> Iterator[Span]:
    """From the one to the other, where they are near and do not share a word; both in the order of their places."""
    starts = [other.start for other in others]
    for one in some:
        near = slice(bisect_left(starts, one.start - NEAR - LONGEST), bisect_right(starts, one.end + NEAR))
        for other in others[near]:
            first, second = sorted((one, other))
            if first.end <= second.start <= first.end + NEAR:
                yield Span(first.start, second.end)


def _misspelt(words: Sequence[str]) -> Iterator[tuple[_List, int]]:
    """The places of words that are one letter from one that must not be missed."""
    for at, word in enumerate(words):
        if len(word) >= LEAST_LETTERS and (meant := _meant(word)):
            yield meant, at


@lru_cache(maxsize=50_000)
def _meant(word: str) -> _List | None:
    """The list of the word that this one was meant to be: a letter is missing, too many, another one, or changed its
    place with the next."""
    if word in _MEANT:
        return None
    if word in _SHORTENED:
        return _MEANT[_SHORTENED[word]]
    for slip in sorted(_slips(word)):
        if known := slip if slip in _MEANT else _SHORTENED.get(slip):
            return _MEANT[known]
    return None


def _as_said(words: Sequence[str], spans: Sequence[Span]) -> tuple[str, ...]:
    """The words of each span, in their order; of one that lies in another, the shorter."""
    kept: list[Span] = []
    for one in sorted(set(spans), key=lambda span: (-span.start, span.end)):
        if not kept or one.end < kept[-1].end:
            kept.append(one)
    return tuple(dict.fromkeys(" ".join(words[one.start : one.end]) for one in reversed(kept)))
