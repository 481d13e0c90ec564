"""What people taught Muster, and which routes the model may decide because it does so better than the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

LEAST_SETTLED = 20
"""Held-out cases in which the model named a route before anyone asks whether it may decide that route."""

SURE = 1.96
"""How many standard errors the model must lie above an even contest with the rules."""

OFFERED = 3
"""Routes that the model offers."""


class Subject(StrEnum):
    """What is learnt: one route for each text, or any number of intents."""

    ROUTE = "route"
    INTENT = "intent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A text with what it is, as a person settled it: one label for a route, any number for intents. `weight` says
    how much it counts beside others; a sentence of the start set counts less than a case of the company."""

    text: str
    labels: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A settled case as it would have gone: the route where people left it, and what the rules and a model that had
    not seen it made of it. `probability` is the model's own for its route."""

    settled: str
    by_rules: str
    by_model: str
    probability: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the model does on a route: of the `settled` cases in which it named this route, those where it was right
    and the rules wrong (`won`), and the other way round (`lost`)."""

    route: str
    settled: int
    won: int
    lost: int

    @property
    def trusted(self) -> bool:
        """Whether the model may decide this route: it was tried often enough, and Wilson's lower bound of its share
        of the contested cases lies above one half."""
        return self.settled >= LEAST_SETTLED and lower_bound(self.won, self.won + self.lost) > 0.5


def standings(outcomes: Sequence[Outcome]) -> dict[str, Standing]:
    """How the model does on each route that it named.

    The outcomes are those of all settled cases, moved or left where they were: of the moved ones alone the rules were
    wrong in all, and any model would beat them.
    """
    settled = Counter(one.by_model for one in outcomes)
    won = Counter(one.by_model for one in outcomes if one.by_model == one.settled != one.by_rules)
    lost = Counter(one.by_model for one in outcomes if one.by_rules == one.settled != one.by_model)
    return {
        route: Standing(route=route, settled=count, won=won[route], lost=lost[route])
        for route, count in sorted(settled.items())
    }


def lower_bound(won: int, tried: int, z: float = SURE) -> float:
    """Wilson's lower bound of a share of 1 that was seen as `won` out of `tried`; 0 where nothing was tried."""
    if tried == 0:
        return 0.0
    share = won / tried
    middle = share + z * z / (2 * tried)
    spread = z * sqrt(share * (1 - share) / tried + z * z / (4 * tried * tried))
    return (middle - spread) / (1 + z * z / tried)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A route that the model holds possible, with its probability from 0 to 1."""

    community: str
    probability: float


def best(scores: Mapping[str, float], most: int = OFFERED) -> tuple[Offer, ...]:
    """The most probable routes, the best first; equal ones in the order of their names."""
    ranked = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Offer(community=name, probability=probability) for name, probability in ranked[:most])
