"""The clusters of all open matters: what is known of each, how they grow, and what of it is to be stored."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.grouping.cluster import MOST_EXACT, MOST_TERMS, Cluster, ClusterState
from bot.domain.grouping.postings import Postings
from bot.domain.grouping.vectors import scalar


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be stored since the last time: clusters new or changed, and the ids of those that are no more."""

    kept: tuple[ClusterState, ...]
    gone: tuple[int, ...]


class Shelf:
    """All clusters, found by id, by matter, by their terms and by the exact texts they remember."""

    def __init__(self) -> None:
        self.clusters: dict[int, Cluster] = {}
        self.postings = Postings()
        self._of_matter: dict[int, set[int]] = {}
        self._exact: dict[str, set[int]] = {}
        self._changed: set[int] = set()
        self._gone: set[int] = set()

    def of_matter(self, matter: int) -> list[Cluster]:
        """The clusters of a matter, by id."""
        return [self.clusters[cluster_id] for cluster_id in sorted(self._of_matter.get(matter, ()))]

    def repeats(self, mark: str) -> list[Cluster]:
        """The clusters that remember this exact text, by id."""
        return [self.clusters[cluster_id] for cluster_id in sorted(self._exact.get(mark, ()))]

    def take_in(self, cluster: Cluster) -> None:
        """Have a cluster, new or as it was stored."""
        self.clusters[cluster.id] = cluster
        self._of_matter.setdefault(cluster.matter, set()).add(cluster.id)
        for term, weight in cluster.terms.items():
            self.postings.put(term, cluster.id, weight)
        self.postings.measure(cluster.id, cluster.square)
        for mark in cluster.exact:
            self._exact.setdefault(mark, set()).add(cluster.id)

    def let_go(self, cluster: Cluster) -> None:
        """The cluster is no more."""
        for term in cluster.terms:
            self.postings.drop(term, cluster.id)
        for mark in cluster.exact:
            self._unmark(mark, cluster.id)
        del self.clusters[cluster.id]
        self._leave(cluster)
        self._changed.discard(cluster.id)
        self._gone.add(cluster.id)

    def add(self, cluster: Cluster, unit: Sequence[tuple[float, str]], mark: str, at: float) -> None:
        """One text more, by its unit vector; `at` in seconds."""
        terms = cluster.terms
        dot = 0.0
        for weight, term in unit:
            before = terms.get(term, 0.0)
            dot += weight * before
            terms[term] = before + weight
            self.postings.put(term, cluster.id, before + weight)
        self._grow(cluster, size=1, square=2 * dot + 1.0, marks=(mark,), at=at)

    def fuse(self, one: Cluster, other: Cluster) -> Cluster:
        """Two clusters of one matter as one: the larger takes in the smaller."""
        if (other.size, -other.id) > (one.size, -one.id):
            one, other = other, one
        dot = scalar(one.terms, other.terms)
        self.let_go(other)
        for term, weight in other.terms.items():
            one.terms[term] = one.terms.get(term, 0.0) + weight
            self.postings.put(term, one.id, one.terms[term])
        self._grow(one, size=other.size, square=other.square + 2 * dot, marks=other.exact, at=other.last_at)
        return one

    def move(self, cluster: Cluster, to: int) -> None:
        """The cluster belongs to another matter from now on."""
        self._leave(cluster)
        cluster.matter = to
        self._of_matter.setdefault(to, set()).add(cluster.id)
        self.touch(cluster)

    def disown(self, mark: str, matter: int) -> None:
        """A text that is said again goes where it went last: people may have put it there."""
        for cluster in self.repeats(mark):
            if cluster.matter != matter:
                cluster.exact.remove(mark)
                self._unmark(mark, cluster.id)
                self.touch(cluster)

    def touch(self, cluster: Cluster) -> None:
        """The cluster changed."""
        self._changed.add(cluster.id)

    def take_changes(self) -> Changes:
        """What changed since this was called last, by id."""
        kept = tuple(self.clusters[cluster_id].state() for cluster_id in sorted(self._changed))
        gone = tuple(sorted(self._gone))
        self._changed.clear()
        self._gone.clear()
        return Changes(kept, gone)

    def _grow(self, cluster: Cluster, *, size: int, square: float, marks: Iterable[str], at: float) -> None:
        cluster.size += size
        cluster.square += square
        cluster.last_at = max(cluster.last_at, at)
        self.postings.measure(cluster.id, cluster.square)
        self._remember(cluster, marks)
        self._cut(cluster)
        self.touch(cluster)

    def _remember(self, cluster: Cluster, marks: Iterable[str]) -> None:
        for mark in marks:
            if mark not in cluster.exact:
                cluster.exact.append(mark)
                self._exact.setdefault(mark, set()).add(cluster.id)
        while len(cluster.exact) > MOST_EXACT:
            self._unmark(cluster.exact.pop(0), cluster.id)

    def _unmark(self, mark: str, cluster_id: int) -> None:
        self._exact[mark].discard(cluster_id)
        if not self._exact[mark]:
            del self._exact[mark]

    def _cut(self, cluster: Cluster) -> None:
        if len(cluster.terms) <= 2 * MOST_TERMS:
            return
        order = sorted(cluster.terms.items(), key=lambda term: (-term[1], term[0]))
        for term, _ in order[MOST_TERMS:]:
            del cluster.terms[term]
            self.postings.drop(term, cluster.id)

    def _leave(self, cluster: Cluster) -> None:
        self._of_matter[cluster.matter].discard(cluster.id)
        if not self._of_matter[cluster.matter]:
            del self._of_matter[cluster.matter]


def coherence(clusters: Sequence[Cluster]) -> float:
    """How near two texts of the largest cluster are to each other on average (a cosine of 0 to 1); 1 where there is
    only one text."""
    largest = _largest(clusters)
    if largest is None or largest.size < 2:
        return 1.0
    return max(0.0, largest.square - largest.size) / (largest.size * (largest.size - 1))


def kinship(clusters: Sequence[Cluster], units: Sequence[Sequence[tuple[float, str]]]) -> float:
    """How near unit vectors of texts are to the largest cluster on average, each without the term that brings most;
    0 where there are none."""
    largest = _largest(clusters)
    if largest is None or not units:
        return 0.0
    terms = largest.terms
    gains = [[weight * terms[term] for weight, term in unit if term in terms] for unit in units]
    return sum(sum(each) - max(each, default=0.0) for each in gains) / (len(units) * math.sqrt(largest.square))


def _largest(clusters: Sequence[Cluster]) -> Cluster | None:
    return max(clusters, key=lambda one: (one.size, -one.id), default=None)


def cosine(one: Cluster, other: Cluster) -> float:
    """How near two clusters are."""
    return scalar(one.terms, other.terms) / math.sqrt(one.square * other.square)
