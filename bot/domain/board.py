"""Boards: who is shown in public, and where. Only those who opted in, and never a bottom."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.domain.credit import Share, week_capped

MOST_PLACES = 5
"""Places that a board shows at most, however many opted in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A member's place on a board: `rank` counts from 1, equals share it; `credit` is in micro-points."""

    rank: int
    member: str
    credit: int


def initiative(shares: Iterable[Share], opted_in: frozenset[str], zone: ZoneInfo) -> tuple[Place, ...]:
    """The initiative board: who earned most as a volunteer, each ISO week of `zone` counted up to its cap. The caller
    picks the shares, say of a season."""
    credit: Counter[str] = Counter()
    for (member, _), counted in week_capped((share for share in shares if share.volunteered), zone).items():
        credit[member] += counted
    return places(credit, opted_in)


def places(credit: Mapping[str, int], opted_in: frozenset[str]) -> tuple[Place, ...]:
    """The places of a board on which people have so much credit, counted up to the week cap already.

    Shows the top tenth of those who opted in, rounded up, five at most. Equals share a rank, 1-2-2-4, and are
    shown together or not at all, since nothing but a name could choose among them: a tie at the edge of the
    tenth is shown if the board still has five places at most, else the board ends before it. Who has no such
    credit is not shown.
    """
    limit = min(MOST_PLACES, -(-len(opted_in) // 10))
    found: list[Place] = []
    counted = ((amount, member) for member, amount in credit.items() if amount > 0 and member in opted_in)
    for amount, equals in groupby(sorted(counted, reverse=True), key=lambda place: place[0]):
        rank = len(found) + 1
        tied = [Place(rank=rank, member=member, credit=amount) for _, member in equals]
        if rank > limit or len(found) + len(tied) > MOST_PLACES:
            break
        found += reversed(tied)
    return tuple(found)
