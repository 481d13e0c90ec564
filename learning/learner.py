"""Learns from settled cases. What it computes with takes seconds to load, so each act imports what it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.learning import Lesson, Subject
from bot.ports.learning import Model


class LinearLearner:
    """Fulfils `bot.ports.learning.Learner`."""

    def fit(self, subject: Subject, lessons: Sequence[Lesson]) -> bytes:
        """A model as it is stored. Raises TooFewLessons."""
        from learning.fitting import fitted
        from learning.stored import to_bytes

        return to_bytes(fitted(subject, lessons))

    def load(self, stored: bytes) -> Model:
        """Read a model back. Raises UnreadableModel."""
        from learning.stored import from_bytes

        return from_bytes(stored)

    def held_out(self, subject: Subject, lessons: Sequence[Lesson]) -> list[Mapping[str, float]]:
        """The scores of each lesson by a model that has not seen it."""
        from learning.fitting import held_out

        return held_out(subject, lessons)
