"""Naive Bayes over words: the oldest learner, to measure others against."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log

from bot.cli.quality.labelled import Labelled
from bot.domain.mention import tokens


class NaiveBayes:
    """Fitted on labelled texts, at least one; each word counts as seen once more than it was."""

    def __init__(self, lessons: Sequence[Labelled]) -> None:
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for one in lessons:
            counts[one.label].update(tokens(one.text))
        known = {word for words in counts.values() for word in words}
        sizes = Counter(one.label for one in lessons)
        self._known = known
        self._prior = {label: log(count / len(lessons)) for label, count in sizes.items()}
        self._unseen = {label: -log(words.total() + len(known)) for label, words in counts.items()}
        self._seen = {label: {word: log(1 + n) for word, n in words.items()} for label, words in counts.items()}

    def label(self, text: str) -> str:
        """The likeliest label."""
        words = [word for word in tokens(text) if word in self._known]
        return max(self._prior, key=lambda label: self._score(label, words))

    def _score(self, label: str, words: Sequence[str]) -> float:
        seen = self._seen[label]
        return self._prior[label] + sum(seen.get(word, 0.0) + self._unseen[label] for word in words)
