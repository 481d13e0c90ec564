"""A linear model: a weight for each label and feature, and how its sums become probabilities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain.learning import Subject
from learning.features import Features

AT_ONCE = 2_000
"""Texts that are scored together; more would only take more memory."""

Sums = NDArray[np.float64]
"""A row for each text, a column for each label: what the weights add up to, before it is a probability."""


@dataclass(frozen=True)
class LinearModel:
    """What was learnt. `weights` has a row for each label; a sum `s` of a label counts as `scale * s + shift`."""

    subject: Subject
    labels: tuple[str, ...]
    lessons: int
    features: Features
    weights: NDArray[np.float32]
    intercepts: NDArray[np.float32]
    scale: NDArray[np.float64]
    shift: NDArray[np.float64]

    def scores(self, text: str) -> Mapping[str, float]:
        """The probability of each label."""
        return self.scores_of([text])[0]

    def scores_of(self, texts: Sequence[str]) -> list[Mapping[str, float]]:
        """The probabilities for many texts at once, in their order."""
        found: list[Mapping[str, float]] = []
        for start in range(0, len(texts), AT_ONCE):
            rows = self.probabilities(texts[start : start + AT_ONCE]).tolist()
            found.extend(dict(zip(self.labels, row, strict=True)) for row in rows)
        return found

    def probabilities(self, texts: Sequence[str]) -> Sums:
        """A row of probabilities for each text, in the order of `labels`."""
        return as_probabilities(self.subject, self.sums(texts), self.scale, self.shift)

    def sums(self, texts: Sequence[str]) -> Sums:
        """What the weights add up to for each text and label."""
        vectors = self.features.vectors(texts)
        sums: Sums = np.asarray(vectors @ self.weights.T + self.intercepts, dtype=np.float64)
        return sums


def as_probabilities(subject: Subject, sums: Sums, scale: NDArray[np.float64], shift: NDArray[np.float64]) -> Sums:
    """Routes share 1 between them (softmax), each intent stands for itself (logistic curve)."""
    scaled = np.clip(scale * sums + shift, -50, 50)
    if subject is Subject.INTENT:
        alone: Sums = 1 / (1 + np.exp(-scaled))
        return alone
    shares = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    shared: Sums = shares / shares.sum(axis=1, keepdims=True)
    return shared
