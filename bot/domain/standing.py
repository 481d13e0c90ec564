"""Where somebody stands among those who joined the boards, for their own eyes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.period import Month, Week

_Period = TypeVar("_Period", Week, Month)

NEIGHBOURS = 2
"""Neighbours on each side."""

THRESHOLDS = (10, 25, 50)
"""The top of so many in a hundred whose threshold is told."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody beside oneself, with what they earned as a volunteer, in micro-points."""

    member: str
    credit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCredit:
    """What somebody earned in a week of a season, in micro-points before any cap of boards, and what of it as a
    volunteer, with `shares` contributions that were confirmed."""

    season: Month
    week: Week
    credit: int
    volunteered: int
    shares: int


def neighbours(
    member: str, credit: Mapping[str, int], opted_in: frozenset[str]
) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    """The two before somebody and the two behind, the best first, of those who opted in and have any credit. Equals
    stand in the order of their ids, so that whoever is beside another has them beside themselves."""
    others = [one for one, amount in credit.items() if amount > 0 and one in opted_in and one != member]
    ranked = sorted((*others, member), key=lambda one: (-credit.get(one, 0), one))
    place = ranked.index(member)
    before, behind = ranked[max(0, place - NEIGHBOURS) : place], ranked[place + 1 : place + 1 + NEIGHBOURS]
    return tuple(Neighbour(one, credit[one]) for one in before), tuple(Neighbour(one, credit[one]) for one in behind)


def thresholds(credit: Mapping[str, int], opted_in: frozenset[str]) -> dict[int, int]:
    """For the top 10, 25 and 50 in a hundred of those who opted in, what the last of them has; nothing where that is
    no credit at all."""
    ranked = sorted((credit.get(member, 0) for member in opted_in), reverse=True)
    found = {share: ranked[-(-len(ranked) * share // 100) - 1] for share in THRESHOLDS if ranked}
    return {share: least for share, least in found.items() if least > 0}


def best_week(weeks: Iterable[WeekCredit]) -> tuple[Week, int] | None:
    """The week in which somebody earned most, the first of equals, and how much; None before they earned anything."""
    return _best((one.week, one.credit) for one in weeks)


def best_season(weeks: Iterable[WeekCredit]) -> tuple[Month, int] | None:
    """The same of seasons."""
    return _best((one.season, one.credit) for one in weeks)


def _best(earned: Iterable[tuple[_Period, int]]) -> tuple[_Period, int] | None:
    sums: dict[_Period, int] = {}
    for period, credit in earned:
        sums[period] = sums.get(period, 0) + credit
    best = min(sums, key=lambda period: (-sums[period], period), default=None)
    return (best, sums[best]) if best is not None and sums[best] > 0 else None
