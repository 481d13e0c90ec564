"""What is decided of a text and of two matters, and how near is near enough."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import StrEnum


class Nearness(StrEnum):
    """How sure a decision is."""

    SURE = "sure"
    PERHAPS = "perhaps"
    ALONE = "alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """How near is near enough, as cosines of 0 to 1.

    `join` is for a text and a cluster. Two clusters are united from `unite` on while one is small, and from nearly
    `unite_large` on where both are large: large clusters of one matter are very near to each other, since chance
    has evened out. What rests on a single word must be nearer by `one_word`. `perhaps` is the part of what is needed
    from which people are asked. `likeness` is how near two texts of one matter are at the least. While the fit is
    young nothing is sure below `young`.
    """

    join: float = 0.22
    unite: float = 0.26
    unite_large: float = 0.52
    one_word: float = 0.1
    perhaps: float = 0.8
    likeness: float = 0.05
    young: float = 0.6

    def needed(self, size: int, other: int) -> float:
        """What two clusters of these many texts need to be one."""
        return max(self.unite, self.unite_large * math.sqrt(self._evened(size) * self._evened(other)))

    def _evened(self, size: int) -> float:
        """The square of how near a sample of this size is to its matter, on average."""
        return size * self.likeness / (1 + (size - 1) * self.likeness)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a text belongs. `matter` is the case it joins (SURE) or may belong to (PERHAPS); None when ALONE.

    `near` is 0 to 1, 1 for the same words; `shared` are at most five words of the text that weighed most; `fit` is
    the number of the fit that weighed them. What the index needs to record the decision is kept along.
    """

    nearness: Nearness
    matter: int | None = None
    near: float = 0.0
    shared: tuple[str, ...] = ()
    fit: int
    cluster: int | None = None
    unit: tuple[tuple[float, str], ...] = field(default=(), repr=False)
    exact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """Two matters that seem to be one: SURE, or PERHAPS for people to say. `greater` has more mentions."""

    nearness: Nearness
    greater: int
    lesser: int
    near: float
    shared: tuple[str, ...]
    fit: int
