"""Texts as vectors: words, pairs of words and runs of letters, weighted by how rare they are; for intents also what
the words speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, repeat

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from bot.domain.meanings import meanings
from bot.domain.mention import tokens

TOGETHER = 30
"""How far apart two words may stand that are taken together, in whatever order."""

STEM = 4
"""Letters at the beginning of a word that stand for it in a pair, so that `transfers` goes with `transferred`."""

RUNS = (3, 5)
"""Letters that are taken together, across the gaps between words too."""

READ = 5_000
"""Characters of a text that are looked at: what somebody wants stands in them."""

LEAST_TEXTS = 2
"""Texts that a feature must occur in to be learnt, so that a model keeps no words that a single person wrote."""


UNKNOWN = -1
"""The place of a feature that the vocabulary does not hold."""


class Features:
    """Vocabularies with their weights, frozen: the same text gives the same vector ever after."""

    def __init__(self, words: Vocabulary, letters: Vocabulary, meanings: Vocabulary) -> None:
        self.words = words
        self.letters = letters
        self.meanings = meanings

    def __len__(self) -> int:
        return len(self.words.names) + len(self.letters.names) + len(self.meanings.names)

    def vectors(self, texts: Sequence[str]) -> csr_matrix:
        """A row for each text, in which each kind of feature weighs the same; zeros where nothing is known."""
        read = [_words(text) for text in texts]
        blocks = [self.words.vectors(map(_pairs, read)), self.letters.vectors(map(_runs, read))]
        if self.meanings.names:
            blocks.append(self.meanings.vectors(map(_spoken_of, read)))
        return hstack(blocks, format="csr", dtype=np.float32)


@dataclass(frozen=True)
class Vocabulary:
    """Features by name, and how much each weighs."""

    names: tuple[str, ...]
    idf: NDArray[np.float32]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.names)}

    def vectors(self, found: Iterable[Iterable[str]]) -> csr_matrix:
        """A row of length 1 for the features of each text."""
        places = self._places
        rows = [list(map(places.get, names, repeat(UNKNOWN))) for names in found]
        lengths = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
        features = np.fromiter(chain.from_iterable(rows), dtype=np.int32, count=int(lengths.sum()))
        known = features != UNKNOWN
        columns = features[known]
        owners = np.repeat(np.arange(len(rows)), lengths)[known]
        ends = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=len(rows)))))
        counted = csr_matrix(
            (np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(rows), len(self.names))
        )
        counted.sum_duplicates()
        counted.data = (1 + np.log(counted.data)) * self.idf[counted.indices]
        return _of_length_one(counted)


def learnt(texts: Sequence[str], *, with_meanings: bool = False) -> Features:
    """The features of some texts, sorted, with the smoothed logarithm of how rare each is."""
    read = [_words(text) for text in texts]
    meanings = _vocabulary(read if with_meanings else [], _spoken_of)
    return Features(_vocabulary(read, _pairs), _vocabulary(read, _runs), meanings)


def _vocabulary(read: Sequence[list[str]], features: Callable[[list[str]], list[str]]) -> Vocabulary:
    seen: Counter[str] = Counter()
    for words in read:
        seen.update(set(features(words)))
    names = tuple(sorted(name for name, count in seen.items() if count >= LEAST_TEXTS))
    counts = np.array([seen[name] for name in names], dtype=np.float64)
    return Vocabulary(names, (np.log((1 + len(read)) / (1 + counts)) + 1).astype(np.float32))


def _words(text: str) -> list[str]:
    """The words of a text, and behind them the signs that tell a question or a cry from the same words."""
    kept = text[:READ]
    return tokens(kept) + [sign for sign in "?!" if sign in kept]


def _pairs(words: list[str]) -> list[str]:
    """The words, and the stems of each two that stand near each other."""
    found = list(words)
    stems = [word[:STEM] for word in words]
    for at, stem in enumerate(stems):
        found += [f"{stem} {near}" if stem < near else f"{near} {stem}" for near in stems[at + 1 : at + 1 + TOGETHER]]
    return found


def _spoken_of(words: list[str]) -> list[str]:
    """What the words speak of, and each two of these, wherever they stand."""
    found = sorted(set(chain.from_iterable(map(meanings, words))))
    return found + [f"{one} {other}" for one, other in combinations(found, 2)]


def _runs(words: list[str]) -> list[str]:
    """The runs of letters, the edges of the text being letters too."""
    if not words:
        return []
    line = f" {' '.join(words)} "
    return [line[at : at + length] for length in RUNS for at in range(len(line) - length + 1)]


def _of_length_one(rows: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    rows.data /= np.repeat(lengths, np.diff(rows.indptr)).astype(np.float32)
    return rows
