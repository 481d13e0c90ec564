"""Sparse vectors of terms, added up in the same order in every run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

WEIGHTY = 0.08
"""The part of a nearness that a shared word must bring to count as one it rests on."""

MOST_SHARED = 5
"""Words of a reason."""


def scalar(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The scalar product."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return sum(short[term] * long[term] for term in sorted(short) if term in long)


def heaviest_first(terms: Mapping[str, float]) -> list[tuple[float, str]]:
    """The weights and terms of a vector, heaviest first."""
    return sorted(((weight, term) for term, weight in terms.items()), reverse=True)


def weightiest(vector: Sequence[tuple[float, str]], terms: Mapping[str, float]) -> list[str]:
    """The terms that bring the two nearest to each other, at most five."""
    gains = [(weight * terms[term], term) for weight, term in vector if term in terms]
    gains.sort(key=lambda gain: (-gain[0], gain[1]))
    return [term for _, term in gains[:MOST_SHARED]]


def rests_on_one(one: Mapping[str, float], other: Mapping[str, float], dot: float) -> bool:
    """Whether their scalar product `dot` comes from one term and next to nothing else."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    weighty = 0
    for term, weight in short.items():
        if term in long and weight * long[term] > dot * WEIGHTY:
            weighty += 1
            if weighty == 2:
                return False
    return True
