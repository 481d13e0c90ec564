"""The people of a made-up company, and which of them would play for credit, in which way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random

FUNCTIONS = ("engineering", "legal", "pr", "product", "sales", "support")

GAMERS_PER_CENT = 20
APPROVERS_PER_CENT = 5
CARELESS_PER_CENT = 10
"""Honest people who confirm whatever the form suggests."""

SPREAD = 1.0
"""Standard deviation of the logarithm of how much people do: the busiest tenth does two fifths of all."""

RING_SIZES = (2, 3, 4, 5, 6)
CLIQUE = 5
"""One approver and friends."""


class Kind(StrEnum):
    """The ways to play for credit."""

    RING = "rings"
    SOCKPUPPET = "sockpuppet customers"
    SPAMMER = "volume spammers"
    SPLITTER = "case splitters"
    FRIENDLY = "friendly approvers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`activity` is how much they do beside the average of 1; `mates` are those they play with, `kind` is None for
    the honest."""

    id: str
    function: str
    activity: float
    approver: bool
    careless: bool
    kind: Kind | None
    mates: tuple[str, ...]


def populate(random: Random, size: int) -> list[Person]:
    """So many people. Whether one plays has nothing to do with their function and how busy they are."""
    names = [f"p{number:03}" for number in range(size)]
    order = random.sample(names, size)
    each = size * GAMERS_PER_CENT // 100 // len(Kind)
    kinds = {name: kind for place, kind in enumerate(Kind) for name in order[place * each : (place + 1) * each]}
    crews = _crews([name for name in order if kinds.get(name) is Kind.RING], RING_SIZES)
    cliques = _crews([name for name in order if kinds.get(name) is Kind.FRIENDLY], (CLIQUE,))
    crew_of = {name: crew for crew in (*crews, *cliques) for name in crew}
    honest = order[len(kinds) :]
    approvers = {clique[0] for clique in cliques}
    approvers.update(honest[: max(2, size * APPROVERS_PER_CENT // 100 - len(approvers))])
    careless = set(honest[-(len(honest) * CARELESS_PER_CENT // 100) :])
    return [
        Person(
            id=name,
            function=random.choice(FUNCTIONS),
            activity=random.lognormvariate(-(SPREAD**2) / 2, SPREAD),
            approver=name in approvers,
            careless=name in careless,
            kind=kinds.get(name),
            mates=tuple(mate for mate in crew_of.get(name, ()) if mate != name),
        )
        for name in names
    ]


def _crews(names: list[str], sizes: tuple[int, ...]) -> list[list[str]]:
    """Crews of these sizes in turn; who is left over alone joins the last."""
    crews: list[list[str]] = []
    while names:
        size = sizes[len(crews) % len(sizes)]
        crew, names = names[:size], names[size:]
        if len(crew) == 1 and crews:
            crews[-1] += crew
        else:
            crews.append(crew)
    return crews
