"""The clusters of all open matters, and what a text or a grown cluster is nearest to."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from bot.domain.grouping.cluster import Cluster, ClusterState
from bot.domain.grouping.fit import Fit
from bot.domain.grouping.glossary import Glossary
from bot.domain.grouping.placement import Nearness, Placement, Thresholds, Union
from bot.domain.grouping.shelf import Changes, Shelf, coherence, cosine, kinship
from bot.domain.grouping.terms import read_terms
from bot.domain.grouping.vectors import MOST_SHARED, heaviest_first, rests_on_one, weightiest

GROWTH = 1.3
"""How much a cluster grows before it is held against the others again."""


class Index:
    """One lane's view of all open matters. The same states and fit give the same decisions, in whatever order
    they were loaded."""

    def __init__(self, fit: Fit, glossary: Glossary | None = None, thresholds: Thresholds | None = None) -> None:
        self._fit = fit
        self._glossary = glossary or Glossary()
        self._thresholds = thresholds or Thresholds()
        self._shelf = Shelf()
        self._grown: list[int] = []

    def load(self, states: Iterable[ClusterState]) -> None:
        """Take in what was stored; nothing of it counts as changed."""
        for state in states:
            self._shelf.take_in(Cluster.of(state))

    def place(self, text: str, allowed: Callable[[int], bool] | None = None) -> Placement:
        """Where a text belongs, with the reason; changes nothing.

        `allowed` says of a matter whether the text may join it: people may have refused it.
        """
        terms = read_terms(text, self._glossary)
        if not terms:
            return Placement(nearness=Nearness.ALONE, fit=self._fit.number)
        unit = self._fit.unit(terms)
        exact = _mark(terms)
        for repeat in self._shelf.repeats(exact):
            if allowed is None or allowed(repeat.matter):
                shared = tuple(terms[term] for _, term in unit[:MOST_SHARED])
                return self._placed(Nearness.SURE, repeat, 1.0, shared, unit, exact)
        found, near = self._nearest(unit, allowed)
        nearness = self._judged(near, self._thresholds.join)
        if found is None or nearness is Nearness.ALONE:
            return self._placed(Nearness.ALONE, None, near, (), unit, exact)
        shared = tuple(terms[term] for term in weightiest(unit, found.terms))
        return self._placed(nearness, found, near, shared, unit, exact)

    def put(self, placement: Placement, matter: int, at: float, *, key: int) -> None:
        """Record that the text went to `matter`, the proposed or another; `key` is its mention, `at` in seconds.

        Take `next_union` until it gives None afterwards.
        """
        if placement.exact is None:
            return
        self._shelf.disown(placement.exact, matter)
        cluster = self._cluster_for(placement, matter, key)
        self._shelf.add(cluster, placement.unit, placement.exact, at)
        if cluster.size >= cluster.check:
            self._grown.append(cluster.id)

    def next_union(self, apart: Callable[[int, int], bool] | None = None) -> Union | None:
        """The next two matters that the latest growth shows to be one, or perhaps one; None when there is no more.

        `apart` says of two matters whether people keep them apart. A union that the caller carries out by `move` may
        bring forth the next.
        """
        while self._grown:
            cluster = self._shelf.clusters.get(self._grown.pop())
            if cluster is None:
                continue
            union = self._union_of(cluster, apart)
            if union is not None:
                return union
        return None

    def move(self, matter: int, to: int) -> None:
        """All of `matter` is part of `to` from now on: they were merged."""
        for cluster in self._shelf.of_matter(matter):
            self._shelf.move(cluster, to)
            self._grown.append(cluster.id)

    def forget(self, matter: int) -> None:
        """The matter ended long ago: nothing joins it any more."""
        for cluster in self._shelf.of_matter(matter):
            self._shelf.let_go(cluster)

    def take_changes(self) -> Changes:
        """What changed since this was called last, by id."""
        return self._shelf.take_changes()

    def coherence(self, matter: int) -> float:
        """How near two texts of a matter are to each other on average (a cosine of 0 to 1), by its largest cluster; 1
        where there is only one. A real matter keeps to its words however many speak of it; loose talk does not."""
        return coherence(self._shelf.of_matter(matter))

    def kinship(self, texts: Collection[str], matter: int) -> float:
        """How near texts are on average to a matter (a cosine of 0 to 1), by its largest cluster, apart from the word
        that brings each nearest: many name one thing, and say something else of it. 0 where there is nothing to hold
        against each other."""
        units = [self._fit.unit(read_terms(text, self._glossary)) for text in texts]
        return kinship(self._shelf.of_matter(matter), units)

    def leads(self, matter: int) -> bool:
        """Whether texts are known under this matter; none are where it was moved to another one."""
        return bool(self._shelf.of_matter(matter))

    def free_key(self, key: int) -> int:
        """`key`, or one below zero where a cluster has that id: its mention was learned before, for another one."""
        return key if key not in self._shelf.clusters else min(0, *self._shelf.clusters) - 1

    def __len__(self) -> int:
        return len(self._shelf.clusters)

    def _placed(
        self,
        nearness: Nearness,
        found: Cluster | None,
        near: float,
        shared: tuple[str, ...],
        unit: Sequence[tuple[float, str]],
        exact: str,
    ) -> Placement:
        return Placement(
            nearness=nearness,
            matter=None if found is None else found.matter,
            near=min(near, 1.0),
            shared=shared,
            fit=self._fit.number,
            cluster=None if found is None else found.id,
            unit=tuple(unit),
            exact=exact,
        )

    def _nearest(
        self, unit: Sequence[tuple[float, str]], allowed: Callable[[int], bool] | None
    ) -> tuple[Cluster | None, float]:
        best: Cluster | None = None
        best_near = 0.0
        vector = {term: weight for weight, term in unit}
        least = self._thresholds.join * self._thresholds.perhaps
        for cluster_id, near in self._shelf.postings.near(unit, 1.0, least).items():
            if near < best_near:
                continue
            cluster = self._shelf.clusters[cluster_id]
            if rests_on_one(vector, cluster.terms, near * math.sqrt(cluster.square)):
                near -= self._thresholds.one_word
            if near < best_near or (near == best_near and best is not None and best.id < cluster_id):
                continue
            if allowed is None or allowed(cluster.matter):
                best, best_near = cluster, near
        return best, best_near

    def _judged(self, near: float, needed: float) -> Nearness:
        if self._fit.young:
            needed = max(needed, self._thresholds.young)
        if near >= needed:
            return Nearness.SURE
        return Nearness.PERHAPS if near >= needed * self._thresholds.perhaps else Nearness.ALONE

    def _cluster_for(self, placement: Placement, matter: int, key: int) -> Cluster:
        """The cluster that was proposed where it is of this matter; else the matter's nearest one, or a new one."""
        if placement.nearness is Nearness.SURE and placement.cluster is not None:
            proposed = self._shelf.clusters.get(placement.cluster)
            if proposed is not None and proposed.matter == matter:
                return proposed
        best, best_near = None, self._thresholds.join
        for cluster in self._shelf.of_matter(matter):
            dot = sum(weight * cluster.terms.get(term, 0.0) for weight, term in placement.unit)
            if dot / math.sqrt(cluster.square) > best_near:
                best, best_near = cluster, dot / math.sqrt(cluster.square)
        if best is None:
            best = Cluster(id=key, matter=matter)
            self._shelf.take_in(best)
        return best

    def _union_of(self, cluster: Cluster, apart: Callable[[int, int], bool] | None) -> Union | None:
        """Fuse the cluster with those of its own matter that are near; then the nearest of another is a union.

        In this order: what is known to be one must speak as one, or a part of it drags others in on its own.
        """
        while (other := self._sibling(cluster)) is not None:
            cluster = self._shelf.fuse(cluster, other)
        cluster.check = math.ceil(cluster.size * GROWTH)
        self._shelf.touch(cluster)
        found = self._counterpart(cluster, apart)
        return None if found is None else self._union(cluster, *found)

    def _sibling(self, cluster: Cluster) -> Cluster | None:
        """The first other cluster of the same matter that is near enough to be fused."""
        for other in self._shelf.of_matter(cluster.matter):
            if other is not cluster and cosine(cluster, other) >= self._thresholds.needed(cluster.size, other.size):
                return other
        return None

    def _counterpart(
        self, cluster: Cluster, apart: Callable[[int, int], bool] | None
    ) -> tuple[Cluster, float, float] | None:
        """The cluster of another matter that is nearest for what the two sizes need, how near, and its ratio to
        the need."""
        best: tuple[Cluster, float, float] | None = None
        perhaps = self._thresholds.perhaps
        least = self._thresholds.unite * perhaps
        vector = heaviest_first(cluster.terms)
        for other_id, near in self._shelf.postings.near(vector, cluster.square, least).items():
            other = self._shelf.clusters[other_id]
            needed = self._thresholds.needed(cluster.size, other.size)
            if other.matter == cluster.matter or near < needed * perhaps:
                continue
            if rests_on_one(cluster.terms, other.terms, near * math.sqrt(cluster.square * other.square)):
                near -= self._thresholds.one_word
            ratio = near / needed
            if ratio < perhaps or (best is not None and (ratio, -other_id) <= (best[2], -best[0].id)):
                continue
            if apart is None or not apart(cluster.matter, other.matter):
                best = other, near, ratio
        return best

    def _union(self, cluster: Cluster, other: Cluster, near: float, ratio: float) -> Union:
        greater, lesser = sorted((cluster.matter, other.matter), key=lambda matter: (-self._mentions(matter), matter))
        return Union(
            nearness=self._judged(near, near / ratio),
            greater=greater,
            lesser=lesser,
            near=min(near, 1.0),
            shared=tuple(weightiest(heaviest_first(cluster.terms), other.terms)),
            fit=self._fit.number,
        )

    def _mentions(self, matter: int) -> int:
        return sum(cluster.size for cluster in self._shelf.of_matter(matter))


def _mark(terms: Mapping[str, str]) -> str:
    return hashlib.blake2b(" ".join(terms).encode(), digest_size=8).hexdigest()
