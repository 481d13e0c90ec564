"""A cluster of texts that say nearly the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_TERMS = 96
"""Terms of a centroid that are kept when it is cut; it is cut when it has twice as many."""

MOST_EXACT = 16
"""Marks of exact texts that a cluster remembers, the latest ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterState:
    """A cluster as it is stored; `id` is the mention that began it, `matter` the case it belongs to.

    `terms` is the sum of its texts' unit vectors, cut to the heaviest; `square` the squared length of that sum;
    `check` the size at which it is held against the others again; `exact` marks of its latest texts; `last_at`
    seconds since 1970.
    """

    id: int
    matter: int
    size: int
    terms: Mapping[str, float]
    square: float
    check: int
    exact: tuple[str, ...]
    last_at: float


@dataclass(slots=True, kw_only=True)
class Cluster:
    """A cluster at work."""

    id: int
    matter: int
    size: int = 0
    terms: dict[str, float] = field(default_factory=dict)
    square: float = 0.0
    check: int = 2
    exact: list[str] = field(default_factory=list)
    last_at: float = 0.0

    @classmethod
    def of(cls, state: ClusterState) -> Cluster:
        return cls(
            id=state.id,
            matter=state.matter,
            size=state.size,
            terms=dict(state.terms),
            square=state.square,
            check=state.check,
            exact=list(state.exact),
            last_at=state.last_at,
        )

    def state(self) -> ClusterState:
        """It as it is now; later changes leave the state alone."""
        return ClusterState(
            id=self.id,
            matter=self.matter,
            size=self.size,
            terms=dict(self.terms),
            square=self.square,
            check=self.check,
            exact=tuple(self.exact),
            last_at=self.last_at,
        )
