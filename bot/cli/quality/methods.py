"""Ways of grouping a stream of texts: ours, and the simpler ones that it is held against."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.grouping import Fit, Glossary, Index, Nearness, Thresholds
from bot.domain.mention import fingerprint

SPEED = "Texts/s are texts for each second of one processor, so that what else runs on the machine hardly counts."


@dataclass(frozen=True, slots=True)
class Grouped:
    """The group of each text, in order of arrival, and how many texts a second of processor time were placed."""

    groups: Sequence[int]
    rate: float


Method = Callable[[Sequence[str], Fit, Glossary], Grouped]


def two_stages(texts: Sequence[str], fit: Fit, glossary: Glossary) -> Grouped:
    """As Muster groups: near clusters, united as they grow. What is only perhaps stays apart."""
    return _timed(texts, lambda: _online(texts, Index(fit, glossary), unite=True))


def one_pass(texts: Sequence[str], fit: Fit, glossary: Glossary) -> Grouped:
    """The nearest centroid from .15 on, else a new one; nothing is united."""
    single = Thresholds(join=0.15, one_word=0.0, young=0.0)
    return _timed(texts, lambda: _online(texts, Index(fit, glossary, single), unite=False))


def nearest_neighbour(texts: Sequence[str], fit: Fit, glossary: Glossary) -> Grouped:
    """The group of the nearest earlier text from .55 on, else a new one."""
    return _timed(texts, lambda: _neighbours(texts, fit, glossary))


def exact_hash(texts: Sequence[str], fit: Fit, glossary: Glossary) -> Grouped:
    """Only the same words in the same order are one."""
    first: dict[str, int] = {}
    return _timed(texts, lambda: [first.setdefault(fingerprint(text), at) for at, text in enumerate(texts)])


METHODS: dict[str, Method] = {
    "two stages (ours)": two_stages,
    "one pass of centroids ≥ .15": one_pass,
    "nearest neighbour ≥ .55": nearest_neighbour,
    "exact hash": exact_hash,
}


def _online(texts: Sequence[str], index: Index, *, unite: bool) -> list[int]:
    groups: list[int] = []
    united: dict[int, int] = {}
    for at, text in enumerate(texts):
        placement = index.place(text)
        matter = placement.matter if placement.nearness is Nearness.SURE else None
        groups.append(at if matter is None else matter)
        index.put(placement, groups[-1], at, key=at)
        while unite and (union := index.next_union()) is not None:
            if union.nearness is Nearness.SURE:
                united[union.lesser] = union.greater
                index.move(union.lesser, union.greater)
    return [_end(group, united) for group in groups]


def _end(group: int, united: dict[int, int]) -> int:
    while group in united:
        group = united[group]
    return group


def _neighbours(texts: Sequence[str], fit: Fit, glossary: Glossary) -> list[int]:
    """Each text is a cluster of its own that is given its neighbour's group as its matter."""
    near = Thresholds(join=0.55, one_word=0.0, perhaps=1.0, young=0.0)
    index = Index(fit, glossary, near)
    groups: list[int] = []
    for at, text in enumerate(texts):
        placement = index.place(text)
        groups.append(at if placement.cluster is None else groups[placement.cluster])
        index.put(placement, at, at, key=at)
    return groups


def _timed(texts: Sequence[str], work: Callable[[], list[int]]) -> Grouped:
    start = time.process_time()
    groups = work()
    return Grouped(groups, len(texts) / (time.process_time() - start))
