"""What a later void changes about a closed season: the season stays, and the open one shows the difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.domain.credit.capping import capped, season_of
from bot.domain.credit.records import Share
from bot.domain.period import Month

Key = tuple[str, str, str]
"""Case, slot and member: there is one share of each at most in a season."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """By how many micro-points a share of a closed season (`of`) counts more, or less, by now."""

    of: Month
    case: str
    slot: str
    member: str
    amount: int


def adjustments(
    frozen: Iterable[Share], gone: Collection[tuple[Month, str]], booked: Mapping[tuple[Month, Key], int]
) -> tuple[Adjustment, ...]:
    """What the open season must show, sorted, so that what is `frozen` and all adjustments together are what these
    shares are worth without the cases that pay no more for a season (`gone`). One that was signed anew may pay for
    another season.

    `frozen` holds whole pairs: what a cap took from others because of a share that is gone comes back to them.
    `booked` is the sum of what closed seasons have shown already.
    """
    shares = list(frozen)
    worth = {_key(one): one.credit for one in _without(shares, gone)}
    found = []
    for one in shares:
        amount = worth.get(_key(one), 0) - one.credit - booked.get(_key(one), 0)
        if amount:
            of, (case, slot, member) = _key(one)
            found.append(Adjustment(of=of, case=case, slot=slot, member=member, amount=amount))
    return tuple(sorted(found, key=lambda one: (one.of, one.case, one.slot, one.member)))


def _without(shares: Iterable[Share], gone: Collection[tuple[Month, str]]) -> Iterable[Share]:
    by_pair: defaultdict[tuple[frozenset[str], Month, int], list[Share]] = defaultdict(list)
    for one in shares:
        if (season_of(one.signed_at), one.case) in gone:
            continue
        if one.pair_cap is None:
            yield one
        else:
            by_pair[frozenset((one.member, one.confirmed_by)), season_of(one.signed_at), one.pair_cap].append(one)
    for (_, _, cap), together in by_pair.items():
        yield from capped(together, cap)


def _key(one: Share) -> tuple[Month, Key]:
    return season_of(one.signed_at), (one.case, one.slot, one.member)
