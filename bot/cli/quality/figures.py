"""How well found groups agree with the true matters. Each figure is 0 to 1, 1 is best."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """`pairs` are two texts in one group; `nmi` divides the mutual information by the arithmetic mean of the two
    entropies, `nmi_geometric` by the geometric mean (as the MStream paper does); `purity` is the share of texts
    that are of the most frequent matter of their group; `largest` the share of texts in the largest group."""

    pair_precision: float
    pair_recall: float
    bcubed_precision: float
    bcubed_recall: float
    nmi: float
    nmi_geometric: float
    purity: float
    largest: float
    groups: int

    @property
    def bcubed_f1(self) -> float:
        return _harmonic(self.bcubed_precision, self.bcubed_recall)


def agreement(found: Sequence[Hashable], true: Sequence[Hashable]) -> Agreement:
    """Compare two groupings of the same texts; both are as long as there are texts, at least one."""
    both = Counter(zip(found, true, strict=True))
    of_found, of_true = Counter(found), Counter(true)
    total = len(found)
    information = sum(
        n / total * math.log(n * total / (of_found[group] * of_true[matter])) for (group, matter), n in both.items()
    )
    entropies = _entropy(of_found.values(), total), _entropy(of_true.values(), total)
    common = _pairs(both.values())
    return Agreement(
        pair_precision=_part(common, _pairs(of_found.values())),
        pair_recall=_part(common, _pairs(of_true.values())),
        bcubed_precision=sum(n * n / of_found[group] for (group, _), n in both.items()) / total,
        bcubed_recall=sum(n * n / of_true[matter] for (_, matter), n in both.items()) / total,
        nmi=_part(information, sum(entropies) / 2),
        nmi_geometric=_part(information, math.sqrt(entropies[0] * entropies[1])),
        purity=_purity(both) / total,
        largest=max(of_found.values()) / total,
        groups=len(of_found),
    )


@dataclass(frozen=True, slots=True)
class Gathered:
    """How one matter ended up: the share of its texts in its largest group, and that group's purity in it."""

    share: float
    purity: float
    groups: int


def gathered(found: Sequence[Hashable], true: Sequence[Hashable], matter: Hashable) -> Gathered:
    """Follow one matter, of which there is at least one text."""
    groups = Counter(group for group, was in zip(found, true, strict=True) if was == matter)
    largest, inside = max(groups.items(), key=lambda group: group[1])
    size = sum(1 for group in found if group == largest)
    return Gathered(share=inside / groups.total(), purity=inside / size, groups=len(groups))


def pairs_of(found: Sequence[Hashable], true: Sequence[Hashable], matter: Hashable) -> tuple[float, float]:
    """Precision and recall of the pairs of one matter, held against all pairs of the groups where it occurs."""
    sizes = Counter(found)
    inside = Counter(group for group, was in zip(found, true, strict=True) if was == matter)
    common = _pairs(inside.values())
    touched = sum(n * (n - 1) // 2 + n * (sizes[group] - n) for group, n in inside.items())
    return _part(common, touched), _part(common, _pairs([inside.total()]))


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _part(part: float, whole: float) -> float:
    """A share; of nothing all is right."""
    return part / whole if whole else 1.0


def _entropy(sizes: Iterable[int], total: int) -> float:
    return -sum(size / total * math.log(size / total) for size in sizes)


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def _purity(both: Counter[tuple[Hashable, Hashable]]) -> int:
    most: defaultdict[Hashable, int] = defaultdict(int)
    for (group, _), n in both.items():
        most[group] = max(most[group], n)
    return sum(most.values())
