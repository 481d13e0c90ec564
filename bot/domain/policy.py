"""Who must sign an answer off, by the risk that lies in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.draft import SignOff
from bot.domain.people import NOBODY, Circle

ORDINARY = "ordinary"
"""The class of a case in which no particular risk was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature that is needed, of a person of any of these functions; an empty set means anyone's."""

    functions: frozenset[str] = frozenset()

    def takes(self, function: str | None) -> bool:
        """Whether a person of this function may give it."""
        return not self.functions or function in self.functions


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The signatures that an answer needs, each by another person; `in_order` says one after the other."""

    signatures: tuple[Signature, ...]
    in_order: bool = False

    def missing(self, given: Sequence[SignOff]) -> tuple[Signature, ...]:
        """The signatures that are still needed, the next one first."""
        taken = self._assigned([one.function for one in given])
        return tuple(signature for place, signature in enumerate(self.signatures) if place not in taken)

    def met(self, given: Sequence[SignOff]) -> tuple[SignOff | None, ...]:
        """For each signature that is needed, in their order, the one that stands for it; None where it is missing."""
        taken = self._assigned([one.function for one in given])
        return tuple(given[taken[place]] if place in taken else None for place in range(len(self.signatures)))

    def wants(self, function: str | None, given: Sequence[SignOff]) -> bool:
        """Whether a signature of this function would bring the answer nearer to going out now."""
        if self.in_order:
            left = self.missing(given)
            return bool(left) and left[0].takes(function)
        functions = [one.function for one in given]
        return len(self._assigned([*functions, function])) > len(self._assigned(functions))

    def accepts(self, function: str | None) -> bool:
        """Whether this function signs such answers at all."""
        return any(signature.takes(function) for signature in self.signatures)

    def complete(self, given: Sequence[SignOff]) -> bool:
        """Whether nothing is missing."""
        return not self.missing(given)

    def _assigned(self, functions: Sequence[str | None]) -> dict[int, int]:
        """Which given signature stands for each needed one, so that as many as possible are met; where they come one
        after the other, the first is the first.

        A maximum matching by augmenting paths (Kuhn 1955): who signs first must not take the only place that
        somebody else could fill.
        """
        holders: dict[int, int] = {}
        if self.in_order:
            for giver, function in enumerate(functions):
                if len(holders) < len(self.signatures) and self.signatures[len(holders)].takes(function):
                    holders[len(holders)] = giver
            return holders

        def place(giver: int, tried: set[int]) -> bool:
            for at, signature in enumerate(self.signatures):
                if at in tried or not signature.takes(functions[giver]):
                    continue
                tried.add(at)
                if at not in holders or place(holders[at], tried):
                    holders[at] = giver
                    return True
            return False

        for giver in range(len(functions)):
            place(giver, set())
        return holders


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskClass:
    """A kind of risk: the words that show it, and what a case of it needs beside what its community asks.

    `above` is a sum of money: an answer that names more belongs here. `policy` is None where the community's own
    holds. Of those who sign by their function only `approvers` do, where any are named.
    """

    name: str
    title: str
    keywords: tuple[str, ...] = ()
    above: Decimal | None = None
    functions: tuple[str, ...] = ()
    policy: Policy | None = None
    approvers: Circle = NOBODY
