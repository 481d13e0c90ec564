"""Many phrases at once: which of thousands occur in a text, without asking for each."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.domain.wording import Phrase

Key = TypeVar("Key", bound=Hashable)


@dataclass(slots=True)
class _Beginning(Generic[Key]):
    """The phrases that begin with one word: those of that word `alone`, others by their second word, and those whose
    second word is only a beginning (`open_ended`)."""

    alone: list[tuple[Key, Phrase]] = field(default_factory=list)
    by_second: dict[str, list[tuple[Key, Phrase]]] = field(default_factory=dict)
    open_ended: list[tuple[Key, Phrase]] = field(default_factory=list)

    def add(self, key: Key, sought: Phrase) -> None:
        if len(sought) == 1:
            self.alone.append((key, sought))
        elif sought[1].endswith("*"):
            self.open_ended.append((key, sought))
        else:
            self.by_second.setdefault(sought[1], []).append((key, sought))


class PhraseBook(Generic[Key]):
    """Phrases, each under a key, found by their first words: a text costs what its own words cost, however many
    phrases there are."""

    def __init__(self, phrases: Iterable[tuple[Key, Phrase]]) -> None:
        self._whole: dict[str, _Beginning[Key]] = {}
        self._begun: dict[str, _Beginning[Key]] = {}
        for key, sought in phrases:
            first = sought[0]
            index, word = (self._begun, first[:-1]) if first.endswith("*") else (self._whole, first)
            index.setdefault(word, _Beginning()).add(key, sought)
        self._lengths = sorted({len(word) for word in self._begun})

    def find(self, words: Sequence[str]) -> Iterator[tuple[Key, Phrase, int]]:
        """Each phrase that occurs, with its key and the place where it begins, in the order of the places."""
        whole, begun, lengths = self._whole, self._begun, self._lengths
        for place, word in enumerate(words):
            if known := whole.get(word):
                yield from _from(known, words, place)
            size = len(word)
            for length in lengths:
                if length > size:
                    break
                if known := begun.get(word[:length]):
                    yield from _from(known, words, place)


def _from(known: _Beginning[Key], words: Sequence[str], place: int) -> Iterator[tuple[Key, Phrase, int]]:
    """The phrases of a beginning that go on as the words do."""
    for key, sought in known.alone:
        yield key, sought, place
    if place + 1 == len(words):
        return
    for key, sought in known.by_second.get(words[place + 1], ()):
        if len(sought) == 2 or _follows(words, place + 2, sought[2:]):
            yield key, sought, place
    for key, sought in known.open_ended:
        if _follows(words, place + 1, sought[1:]):
            yield key, sought, place


def _follows(words: Sequence[str], place: int, sought: Phrase) -> bool:
    found = words[place : place + len(sought)]
    return len(found) == len(sought) and all(
        word.startswith(part[:-1]) if part.endswith("*") else word == part
        for word, part in zip(found, sought, strict=True)
    )
