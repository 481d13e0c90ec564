"""The caps: what two people may earn with each other in a month, and how much of a week a board counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.domain.credit.amounts import APPROVER_CAP, PEER_CAP, WEEK_CAP
from bot.domain.credit.records import ConfirmerKind, Share
from bot.domain.period import Month, Week


def pair_capped(shares: Iterable[Share], approvers: frozenset[str]) -> Iterator[Share]:
    """Rule 6: a pair earns at most its cap in a calendar month; above it all its shares shrink alike.

    The pair has no direction, so confirming each other gains nothing. Customers' confirmations have no cap.
    """
    by_pair: defaultdict[tuple[frozenset[str], Month], list[Share]] = defaultdict(list)
    for share in shares:
        if share.kind is ConfirmerKind.CUSTOMER:
            yield share
        else:
            by_pair[frozenset((share.member, share.confirmed_by)), season_of(share.signed_at)].append(share)
    for (pair, _), together in by_pair.items():
        cap = PEER_CAP if approvers.isdisjoint(pair) else APPROVER_CAP
        yield from capped(together, cap)


def capped(together: Iterable[Share], cap: int) -> Iterator[Share]:
    """The shares of one pair in one month: all of them shrink alike where they are more than the cap together."""
    shares = list(together)
    total = sum(one.share for one in shares)
    for one in shares:
        credit = one.share if total <= cap else one.share * cap // total
        yield replace(one, credit=credit, pair_cap=cap, pair_total=total)


def week_capped(shares: Iterable[Share], zone: ZoneInfo) -> dict[tuple[str, Week], int]:
    """Rule 7: the credit of each member in each ISO week of `zone` as boards count it, at most WEEK_CAP.

    A share belongs to the week of its sign-off. A member's own record has no such cap.
    """
    weeks: Counter[tuple[str, Week]] = Counter()
    for share in shares:
        weeks[share.member, Week.of(share.signed_at, zone)] += share.credit
    return {key: min(WEEK_CAP, credit) for key, credit in weeks.items()}


def season_of(signed_at: datetime) -> Month:
    """Rule 8: the season to which a sign-off belongs, a calendar month in UTC."""
    moment = signed_at.astimezone(UTC)
    return Month(moment.year, moment.month)
