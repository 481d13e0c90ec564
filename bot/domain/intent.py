"""What a mention wants of us: several intents may hold, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.alarms import alarms

SURE = 0.5
"""The probability from which on the model's intent holds; below it a person is asked."""

SURE_OF_DANGER = 0.3
"""The same for safety and legal: there it is worse to hear nothing than to hear too much."""

GUESSED = 3
"""Intents that are offered to the person who is asked."""


class Intent(StrEnum):
    """What somebody may want of us, the gravest first."""

    SAFETY = "safety"
    LEGAL = "legal"
    DEFECT = "defect"
    COMPLAINT = "complaint"
    COMPETITOR_CLAIM = "competitor_claim"
    QUESTION = "question"
    SUGGESTION = "suggestion"
    PRAISE = "praise"

    @property
    def title(self) -> str:  # type: ignore[override]  # nobody puts an intent in title case
        """Its name on the screen."""
        return _TITLES[self]


_TITLES = {
    Intent.SAFETY: "Safety",
    Intent.LEGAL: "Legal",
    Intent.DEFECT: "Defect",
    Intent.COMPLAINT: "Complaint",
    Intent.COMPETITOR_CLAIM: "Competitor’s claim",
    Intent.QUESTION: "Question",
    Intent.SUGGESTION: "Suggestion",
    Intent.PRAISE: "Praise",
}

BY_WORDS_ALONE = frozenset({Intent.SAFETY, Intent.LEGAL})
"""Intents that words of a rule establish whatever a model says, and that a model raises sooner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An intent with its reason: the words that say so, or the model's probability from 0 to 1, or both."""

    intent: Intent
    words: tuple[str, ...] = ()
    probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Intents:
    """What was understood of a text, the gravest first. Where nothing was sure, a person is asked (`asks`), with the
    model's best `guesses` at hand."""

    heard: tuple[Heard, ...] = ()
    guesses: tuple[Heard, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether a person must say what it is."""
        return not self.heard

    @property
    def names(self) -> tuple[Intent, ...]:
        """The intents that hold."""
        return tuple(one.intent for one in self.heard)

    def by_words(self, intent: Intent) -> tuple[str, ...]:
        """The words of a rule that establish an intent; none where no rule did."""
        return next((one.words for one in self.heard if one.intent is intent), ())


def read_intents(text: str, scores: Mapping[str, float] | None = None) -> Intents:
    """What a text wants: what the rules hear holds always, what the model adds holds where it is sure.

    `scores` are the model's probabilities by intent, None where there is no model yet; names of intents that Muster
    no longer knows are passed over.
    """
    alarm = alarms(text)
    words = {Intent.SAFETY: alarm.safety, Intent.LEGAL: alarm.legal}
    known = {Intent(name): score for name, score in (scores or {}).items() if name in _TITLES}
    heard = tuple(
        Heard(intent=intent, words=words.get(intent, ()), probability=known.get(intent))
        for intent in Intent
        if words.get(intent) or known.get(intent, 0.0) >= (SURE_OF_DANGER if intent in BY_WORDS_ALONE else SURE)
    )
    ranked = sorted(known.items(), key=lambda one: (-one[1], one[0]))
    guesses = tuple(Heard(intent=intent, probability=score) for intent, score in ranked[:GUESSED])
    return Intents(heard=heard, guesses=guesses)
