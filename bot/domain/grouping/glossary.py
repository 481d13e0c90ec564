"""A company's own words: which of them mean one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.mention import tokens


class Kind(StrEnum):
    """What an entry names."""

    PRODUCT = "product"
    PART = "part"
    SYMPTOM = "symptom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing: the term that stands for it, and the words and phrases that mean it too."""

    term: str
    kind: Kind
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Glossary:
    """The entries of a company. Where two claim a phrase the first has it; the longest phrase wins in a text."""

    entries: tuple[Entry, ...] = ()
    _phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        phrases: dict[tuple[str, ...], str] = {}
        for entry in self.entries:
            canonical = " ".join(tokens(entry.term))
            for phrase in (entry.term, *entry.synonyms):
                words = tuple(tokens(phrase))
                if words and canonical:
                    phrases.setdefault(words, canonical)
        by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for words, canonical in sorted(phrases.items(), key=lambda known: -len(known[0])):
            by_first.setdefault(words[0], []).append((words, canonical))
        object.__setattr__(self, "_phrases", by_first)

    def read(self, words: Sequence[str]) -> Iterable[tuple[str, str]]:
        """Each term with the words of the text that stand for it, in order."""
        if not self._phrases:
            return zip(words, words, strict=True)
        return self._replaced(words)

    def _replaced(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(words):
            for phrase, term in self._phrases.get(words[at], ()):
                if tuple(words[at : at + len(phrase)]) == phrase:
                    yield term, " ".join(phrase)
                    at += len(phrase)
                    break
            else:
                yield words[at], words[at]
                at += 1
