"""Which clusters have which terms: the nearest ones are found without looking at all."""

from __future__ import annotations

import math
from collections.abc import Sequence

LIGHT = 0.3
"""The length of what is left of a unit vector, heaviest terms first, that makes no cluster a candidate."""

ENOUGH = 0.6
"""The part of what is needed that the heavy terms must bring for the light ones to be counted too."""


class Postings:
    """For each term the clusters that have it, with its weight there; and the length of each cluster's vector."""

    def __init__(self) -> None:
        self._lists: dict[str, dict[int, float]] = {}
        self._lengths: dict[int, float] = {}

    def put(self, term: str, cluster: int, weight: float) -> None:
        """The cluster has the term with this weight now."""
        found = self._lists.get(term)
        if found is None:
            self._lists[term] = {cluster: weight}
        else:
            found[cluster] = weight

    def measure(self, cluster: int, square: float) -> None:
        """The cluster's vector has this squared length now."""
        self._lengths[cluster] = math.sqrt(square)

    def drop(self, term: str, cluster: int) -> None:
        """The cluster has the term no more."""
        found = self._lists[term]
        del found[cluster]
        if not found:
            del self._lists[term]

    def near(self, vector: Sequence[tuple[float, str]], square: float, least: float) -> dict[int, float]:
        """The cosines of a vector, heaviest terms first, with the clusters where they are `least` or more.

        `square` is the vector's squared length. The sum of one cluster has the same order in every run, whatever
        else is known. A cluster that shares little but everyday words may be left out.
        """
        dots, light = self._heavy(vector, square)
        lengths, length = self._lengths, math.sqrt(square)
        enough = ENOUGH * least * length
        dots = {cluster: dot for cluster, dot in dots.items() if dot >= enough * lengths[cluster]}
        for weight, term in vector[light:]:
            found = self._lists.get(term)
            if found is not None:
                _add(dots, found, weight)
        cosines = {cluster: dot / (length * lengths[cluster]) for cluster, dot in dots.items()}
        return {cluster: cosine for cluster, cosine in cosines.items() if cosine >= least}

    def _heavy(self, vector: Sequence[tuple[float, str]], square: float) -> tuple[dict[int, float], int]:
        """The scalar products by the heavy terms alone, and where the light ones begin."""
        dots: dict[int, float] = {}
        rest, light = square, square * LIGHT**2
        for place, (weight, term) in enumerate(vector):
            if rest <= light:
                return dots, place
            found = self._lists.get(term)
            if found is not None:
                for cluster, there in found.items():
                    dots[cluster] = dots.get(cluster, 0.0) + weight * there
            rest -= weight * weight
        return dots, len(vector)


def _add(dots: dict[int, float], found: dict[int, float], weight: float) -> None:
    """Add to those that are candidates already, by whichever way is shorter."""
    if len(found) < len(dots):
        for cluster, there in found.items():
            if cluster in dots:
                dots[cluster] += weight * there
    else:
        for cluster in dots:
            if cluster in found:
                dots[cluster] += weight * found[cluster]
