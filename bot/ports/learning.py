"""What learns from settled cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.learning import Lesson, Standing, Subject
from bot.domain.mention import MentionId
from bot.domain.people import MemberId


class Model(Protocol):
    """What was learnt, ready to be asked. Asking is quick and keeps no state: any thread may."""

    @property
    def labels(self) -> tuple[str, ...]:
        """What it knows to say, sorted."""

    @property
    def lessons(self) -> int:
        """How many lessons it was fitted on."""

    def scores(self, text: str) -> Mapping[str, float]:
        """The probability of each label. Routes sum to 1; each intent stands for itself."""

    def scores_of(self, texts: Sequence[str]) -> list[Mapping[str, float]]:
        """The probabilities for many texts at once, in their order; ten times as fast as one by one."""


class Learner(Protocol):
    """Fits models and reads them back.

    Fitting takes from milliseconds to a minute of pure computing: call `fit` and `held_out` in a thread
    (`asyncio.to_thread`), never on the event loop and never within a transaction.
    """

    def fit(self, subject: Subject, lessons: Sequence[Lesson]) -> bytes:
        """A model as it is stored: the same bytes for the same lessons. Raises TooFewLessons."""

    def load(self, stored: bytes) -> Model:
        """Read a model back. Raises UnreadableModel where it is damaged or of another version: fit it anew."""

    def held_out(self, subject: Subject, lessons: Sequence[Lesson]) -> list[Mapping[str, float]]:
        """The scores of each lesson by a model that has not seen it, nor another lesson of the same words; a mapping
        is empty where there was too little to learn from."""


class TooFewLessons(Exception):
    """There is nothing to tell apart: fewer than two labels, or no words."""


class UnreadableModel(Exception):
    """A stored model is damaged, or was made by another version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredModel:
    """A model as it is kept: on how many lessons of the company it was fitted, and for routes how it stands on
    each."""

    subject: Subject
    fitted_at: datetime
    lessons: int
    model: bytes
    standings: tuple[Standing, ...] = ()


class Models(Protocol):
    """The newest model of each subject."""

    async def fitted(self) -> dict[Subject, datetime]:
        """When the model of each subject was fitted, where there is one."""

    async def get(self, subject: Subject) -> StoredModel:
        """The model of a subject."""

    async def put(self, stored: StoredModel) -> None:
        """Keep a model instead of the one before."""


class Lessons(Protocol):
    """What people settled: the last word on each mention counts."""

    async def add(
        self, subject: Subject, mention: MentionId, labels: Sequence[str], by: MemberId, at: datetime
    ) -> None:
        """Note what a mention is by the word of a person."""

    async def count(self, subject: Subject) -> int:
        """How many mentions people settled."""

    async def intents(self) -> list[Lesson]:
        """What people said that mentions want, with their words; those that were erased are not among them."""

    async def routes(self, limit: int) -> list[Lesson]:
        """Where mentions belong: the community in which their case was answered or closed, the newest first. Those
        that stayed where they came count like those that were moved."""
