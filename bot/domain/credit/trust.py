"""What auditors look at, and what is never a score: who confirms each other, whom trust reaches, which caps bit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from math import fsum

from bot.domain.credit.capping import season_of
from bot.domain.credit.records import Share
from bot.domain.period import Month

DAMPING = 0.15
"""The part of all trust that goes back to the approvers at each step, so that no circle can hold on to it."""

TOLERANCE = 1e-12
"""The change of all trust together at which it counts as settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reciprocity:
    """Two who confirmed each other: the credit in micro-points that each got by the other's word, and the months in
    which either confirmed."""

    first: str
    second: str
    to_first: int
    to_second: int
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CapThatBit:
    """A pair that was over its cap in a month: what it would have earned, its cap, and what was taken, all in
    micro-points."""

    first: str
    second: str
    month: Month
    total: int
    cap: int
    taken: int


def reciprocity(shares: Iterable[Share]) -> tuple[Reciprocity, ...]:
    """The pairs with confirmations both ways, in the order of their names."""
    by_pair: defaultdict[tuple[str, str], list[Share]] = defaultdict(list)
    for share in shares:
        by_pair[_pair(share)].append(share)
    found = []
    for (first, second), together in sorted(by_pair.items()):
        if len({one.member for one in together}) == 2:
            found.append(
                Reciprocity(
                    first=first,
                    second=second,
                    to_first=sum(one.credit for one in together if one.member == first),
                    to_second=sum(one.credit for one in together if one.member == second),
                    months=tuple(sorted({season_of(one.signed_at) for one in together})),
                )
            )
    return tuple(found)


def caps_that_bit(shares: Iterable[Share]) -> tuple[CapThatBit, ...]:
    """The pairs and months in which the pair cap took something, most taken first."""
    taken: defaultdict[tuple[str, str, Month, int, int], int] = defaultdict(int)
    for share in shares:
        if share.capped and share.pair_cap is not None and share.pair_total is not None:
            key = (*_pair(share), season_of(share.signed_at), share.pair_total, share.pair_cap)
            taken[key] += share.share - share.credit
    return tuple(
        CapThatBit(first=first, second=second, month=month, total=total, cap=cap, taken=amount)
        for (first, second, month, total, cap), amount in sorted(taken.items(), key=lambda one: (-one[1], one[0]))
    )


def eigentrust(shares: Iterable[Share], approvers: frozenset[str]) -> dict[str, float]:
    """How much trust reaches each person, 1 in all, most first (EigenTrust, Kamvar et al. 2003).

    Everybody passes their trust on to those whom they confirmed, in proportion to the credit; it begins with the
    approvers, in equal parts, and who confirmed nobody gives theirs back to them. Who cannot be reached from an
    approver has none. Without approvers there is nobody to trust, and the result is empty.
    """
    if not approvers:
        return {}
    confirmed = _confirmed(shares)
    people = sorted(approvers | confirmed.keys() | set(chain.from_iterable(confirmed.values())))
    seed = {person: 1 / len(approvers) if person in approvers else 0.0 for person in people}
    trust, change = seed, 1.0
    while change > TOLERANCE:
        following = _passed_on(trust, confirmed, seed)
        change = fsum(abs(following[person] - trust[person]) for person in people)
        trust = following
    return dict(sorted(trust.items(), key=lambda one: (-one[1], one[0])))


def _passed_on(
    trust: Mapping[str, float], confirmed: Mapping[str, Mapping[str, float]], seed: Mapping[str, float]
) -> dict[str, float]:
    parts: defaultdict[str, list[float]] = defaultdict(list)
    for person, given in confirmed.items():
        for other, part in given.items():
            parts[other].append((1 - DAMPING) * part * trust[person])
    back = 1 - (1 - DAMPING) * fsum(trust[person] for person in confirmed)
    return {person: fsum((*parts[person], back * seed[person])) for person in trust}


def _confirmed(shares: Iterable[Share]) -> dict[str, dict[str, float]]:
    """For each confirmer whom they confirmed, as parts of 1 by the credit."""
    credit: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for share in shares:
        if share.credit:
            credit[share.confirmed_by][share.member] += share.credit
    return {
        confirmer: {member: amount / sum(given.values()) for member, amount in given.items()}
        for confirmer, given in credit.items()
    }


def _pair(share: Share) -> tuple[str, str]:
    first, second = sorted((share.member, share.confirmed_by))
    return first, second
