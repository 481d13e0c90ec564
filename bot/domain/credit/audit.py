"""The auditors' sheet of a season: what is worth a look. Never a score, and nothing follows from it by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.credit.records import ConfirmerKind, Share
from bot.domain.credit.trust import CapThatBit, Reciprocity, caps_that_bit, eigentrust, reciprocity


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A person who earned credit by the word of colleagues: how much of all such `credit` is theirs, and how much of
    the `trust` that reaches those who earned; both from 0 to 1."""

    member: str
    credit: float
    trust: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Pairs who confirmed each other, by what both got of it; people whose credit is ahead of the trust that reaches
    them from the approvers, by how far; caps that bit, by what they took."""

    pairs: tuple[Reciprocity, ...]
    ahead: tuple[Standing, ...]
    caps: tuple[CapThatBit, ...]


def audit(shares: Iterable[Share], approvers: frozenset[str]) -> Audit:
    """The sheet of these shares. Customers' words are left out: nobody inside vouches for them or through them."""
    among_us = [share for share in shares if share.kind is not ConfirmerKind.CUSTOMER]
    both_ways = sorted(
        reciprocity(among_us), key=lambda one: (-min(one.to_first, one.to_second), one.first, one.second)
    )
    return Audit(pairs=tuple(both_ways), ahead=_ahead(among_us, approvers), caps=caps_that_bit(among_us))


def _ahead(shares: list[Share], approvers: frozenset[str]) -> tuple[Standing, ...]:
    earned: Counter[str] = Counter()
    for share in shares:
        earned[share.member] += share.credit
    trust = eigentrust(shares, approvers)
    all_credit, all_trust = sum(earned.values()), sum(trust.get(member, 0.0) for member in earned)
    standings = (
        Standing(
            member=member,
            credit=credit / all_credit,
            trust=trust.get(member, 0.0) / all_trust if all_trust else 0.0,
        )
        for member, credit in earned.items()
        if credit
    )
    ahead = (one for one in standings if one.credit > one.trust)
    return tuple(sorted(ahead, key=lambda one: (one.trust - one.credit, one.member)))
