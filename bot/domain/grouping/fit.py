"""What ordinary days say of each term's weight, kept still so that a storm does not weigh its own words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.domain.errors import MusterError
from bot.domain.grouping.glossary import Glossary
from bot.domain.grouping.terms import read_terms

SMOOTHING = 15
"""Texts added to every count: a term seen twice in a short history is hardly rarer than one seen eight times."""

STEEPNESS = 1.5
"""The power of the inverse frequency: everyday words weigh little, with no list of stop words for any language."""

FEW = 200
"""Texts below which a history says too little of what is everyday."""

_RARE = 3
"""Counts below this are not kept: their terms weigh as unseen ones do, by the smoothing."""


class NotAFit(MusterError):
    """What was stored is no fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How many of `documents` ordinary texts had each term. `number` names it in the reasons of decisions."""

    number: int
    documents: int
    counts: Mapping[str, int]
    _weights: dict[str, float] = field(init=False, repr=False, compare=False)
    unseen: float = field(init=False, compare=False)

    def __post_init__(self) -> None:
        weights = {term: self._weight(count) for term, count in self.counts.items()}
        object.__setattr__(self, "_weights", weights)
        object.__setattr__(self, "unseen", self._weight(0))

    @classmethod
    def from_texts(cls, number: int, texts: Iterable[str], glossary: Glossary | None = None) -> Fit:
        """Learn from texts of ordinary days; read with the glossary that the index will use."""
        counts: Counter[str] = Counter()
        documents = 0
        for text in texts:
            counts.update(read_terms(text, glossary or Glossary()).keys())
            documents += 1
        kept = {term: count for term, count in sorted(counts.items()) if count >= _RARE}
        return cls(number=number, documents=documents, counts=kept)

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> Fit:
        """What `to_plain` gave. Raises NotAFit."""
        number, documents, counts = plain.get("number"), plain.get("documents"), plain.get("counts")
        if not (isinstance(number, int) and isinstance(documents, int) and isinstance(counts, Mapping)):
            raise NotAFit("The stored weights of words cannot be read. Let the next refit make them anew.")
        return cls(number=number, documents=documents, counts={str(term): int(n) for term, n in counts.items()})

    def to_plain(self) -> dict[str, object]:
        """It as JSON can hold it."""
        return {"number": self.number, "documents": self.documents, "counts": dict(self.counts)}

    @property
    def young(self) -> bool:
        """Whether the history is too short to tell everyday words from telling ones."""
        return self.documents < FEW

    def unit(self, terms: Iterable[str]) -> list[tuple[float, str]]:
        """The terms of one text with weights whose squares add up to 1, the heaviest first."""
        known, unseen = self._weights, self.unseen
        weighed = [(known.get(term, unseen), term) for term in terms]
        length = math.sqrt(sum([weight * weight for weight, _ in weighed]))
        unit = [(weight / length, term) for weight, term in weighed]
        unit.sort(reverse=True)
        return unit

    def _weight(self, count: int) -> float:
        rarity = math.log((self.documents + SMOOTHING) / (min(count, self.documents) + SMOOTHING))
        return float(max(rarity, 0.05) ** STEEPNESS)
