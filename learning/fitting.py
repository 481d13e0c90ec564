"""Fits support vectors over words and letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bot.domain.intent import BY_WORDS_ALONE
from bot.domain.learning import Lesson, Subject
from bot.domain.mention import fingerprint
from bot.ports.learning import TooFewLessons
from learning.features import Features, learnt
from learning.linear import LinearModel, Sums, as_probabilities

FOLDS = 5
"""Parts of the lessons, each scored by a model of the others."""

UNTRIED = -1.0
"""The sum of a label that a fold knew nothing of: as far from it as a whole margin."""

TOLERANCE = 1e-2
"""How exactly weights are fitted; a closer fit takes longer and decides no better."""

ALARMS = 0.018
"""The share of mentions that speak of danger, or of the law. Lessons hold far more of them, to learn from."""

STEEPNESS = np.geomspace(0.5, 32, 49)
"""Factors that are tried to make probabilities of sums."""


def fitted(subject: Subject, lessons: Sequence[Lesson]) -> LinearModel:
    """A model of these lessons, with probabilities made on lessons that were held out. Raises TooFewLessons."""
    matter = _Matter.of(subject, lessons)
    weights, intercepts = matter.fitted(np.arange(len(lessons)))
    scale, shift = _curve(subject, _held_out(subject, tuple(lessons)), matter)
    return LinearModel(
        subject=subject,
        labels=matter.labels,
        lessons=len(lessons),
        features=matter.features,
        weights=weights,
        intercepts=intercepts,
        scale=scale,
        shift=shift,
    )


def held_out(subject: Subject, lessons: Sequence[Lesson]) -> list[Mapping[str, float]]:
    """The scores of each lesson by a model that has not seen it."""
    try:
        matter = _Matter.of(subject, lessons)
    except TooFewLessons:
        return [{} for _ in lessons]
    sums = _held_out(subject, tuple(lessons))
    scale, shift = _curve(subject, sums, matter)
    rows = as_probabilities(subject, sums, scale, shift).tolist()
    return [
        dict(zip(matter.labels, row, strict=True)) if tried else {}
        for row, tried in zip(rows, (sums != UNTRIED).any(axis=1), strict=True)
    ]


@dataclass(frozen=True)
class _Matter:
    """Lessons as numbers: a row for each. How rare a word is was counted over all of them; what it means was not."""

    labels: tuple[str, ...]
    features: Features
    vectors: csr_matrix
    wanted: NDArray[np.bool_]
    weight: NDArray[np.float64]

    @classmethod
    def of(cls, subject: Subject, lessons: Sequence[Lesson]) -> _Matter:
        """Raises TooFewLessons."""
        labels = tuple(sorted({label for lesson in lessons for label in lesson.labels}))
        if len(labels) < 2:
            raise TooFewLessons("All lessons say the same: there is nothing to tell apart yet.")
        texts = [lesson.text for lesson in lessons]
        features = learnt(texts, with_meanings=subject is Subject.INTENT)
        if not len(features):
            raise TooFewLessons("No words occur in more than one lesson: there is nothing to learn from yet.")
        wanted = np.array([[label in lesson.labels for label in labels] for lesson in lessons], dtype=np.bool_)
        given = np.array([lesson.weight for lesson in lessons])
        return cls(labels, features, features.vectors(texts).astype(np.float64), wanted, given / given.mean())

    def fitted(self, rows: NDArray[np.intp]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The weights and intercepts of each label, learnt from some rows."""
        # In columns, as texts are multiplied with it turned: so nothing is copied for each text.
        weights = np.zeros((len(self.labels), len(self.features)), dtype=np.float32, order="F")
        intercepts = np.full(len(self.labels), UNTRIED, dtype=np.float32)
        vectors, weight = self.vectors[rows], self.weight[rows]
        for place, holds in enumerate(self.wanted[rows].T):
            if 0 < holds.sum() < len(rows):
                found = LinearSVC(C=1.0, tol=TOLERANCE, random_state=0).fit(vectors, holds, sample_weight=weight)
                weights[place], intercepts[place] = found.coef_[0], found.intercept_[0]
        return weights, intercepts


@lru_cache(maxsize=1)
def _held_out(subject: Subject, lessons: tuple[Lesson, ...]) -> Sums:
    """The sums of each lesson by a model of the other folds; the same words stand in the same fold.

    Kept for the last lessons, as they are asked for twice: to make probabilities, and to judge the model by them.
    """
    matter = _Matter.of(subject, lessons)
    fold = np.array([int(fingerprint(lesson.text), 16) % FOLDS for lesson in lessons])
    sums = np.full((len(lessons), len(matter.labels)), UNTRIED)
    for part in range(FOLDS):
        inside, others = np.flatnonzero(fold == part), np.flatnonzero(fold != part)
        if len(inside) and len(others):
            weights, intercepts = matter.fitted(others)
            sums[inside] = matter.vectors[inside] @ weights.T + intercepts
    return sums


def _curve(subject: Subject, sums: Sums, matter: _Matter) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How sums become probabilities that hold on what was held out."""
    if subject is Subject.ROUTE:
        return np.array(_steepness(sums, matter.wanted)), np.zeros(())
    curves = [_logistic(sums[:, place], matter.wanted[:, place]) for place in range(sums.shape[1])]
    shift = np.array([shift for _, shift in curves]) - _too_common(matter)
    return np.array([scale for scale, _ in curves]), shift


def _too_common(matter: _Matter) -> NDArray[np.float64]:
    """By how much, in log-odds, danger and the law are commoner among the lessons than among what arrives."""
    share = matter.wanted.mean(axis=0).clip(ALARMS, 1 - ALARMS)
    rare = np.array([label in BY_WORDS_ALONE for label in matter.labels])
    return np.where(rare, np.log(share / (1 - share)) - np.log(ALARMS / (1 - ALARMS)), 0.0)


def _steepness(sums: Sums, wanted: NDArray[np.bool_]) -> float:
    """The factor under which what came true was the least surprising."""
    surprise = [
        -np.log(
            np.maximum(
                (as_probabilities(Subject.ROUTE, sums, np.array(scale), np.zeros(())) * wanted).sum(axis=1), 1e-9
            )
        ).mean()
        for scale in STEEPNESS
    ]
    return float(STEEPNESS[int(np.argmin(surprise))])


def _logistic(sums: NDArray[np.float64], wanted: NDArray[np.bool_]) -> tuple[float, float]:
    if not 0 < wanted.sum() < len(wanted):
        return 1.0, -5.0
    found = LogisticRegression(C=100.0).fit(sums[:, None], wanted)
    return float(found.coef_[0, 0]), float(found.intercept_[0])
