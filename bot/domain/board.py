"""Boards: who is shown in public, and where. Of people only those who opted in; and never a bottom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.domain.credit import Share, week_capped

MOST_PLACES = 5
"""Places that a board shows at most, however many opted in."""

LEAST_PEOPLE = 5
"""People of a function below whom nothing is said of it, or one could tell who did what."""

PRIOR_PEOPLE = 5
"""People who earned as much as everyone does on average, by as many of whom a function counts as larger than it is: a
small one is neither first nor last by chance."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionStanding:
    """How a function does: the average credit of its `people` in micro-points, drawn towards that of everyone, and
    how many of them had at least one confirmed contribution."""

    function: str
    credit: int
    people: int
    taking_part: int


def function_standings(credit: Mapping[str, int], functions: Mapping[str, str | None]) -> dict[str, FunctionStanding]:
    """How each function does that has five people or more. `functions` names that of each active member who is no
    guest; `credit` is what members earned, counted up to the week cap.

    That is (5·m + Σ credit of the function) / (5 + its people), where m is the average of all members; rounded down
    once, so that it is exact.
    """
    everyone, total = len(functions), sum(credit.get(member, 0) for member in functions)
    people: defaultdict[str, list[int]] = defaultdict(list)
    for member, function in functions.items():
        if function is not None:
            people[function].append(credit.get(member, 0))
    return {
        function: FunctionStanding(
            function=function,
            credit=(PRIOR_PEOPLE * total + everyone * sum(earned)) // (everyone * (PRIOR_PEOPLE + len(earned))),
            people=len(earned),
            taking_part=sum(one > 0 for one in earned),
        )
        for function, earned in people.items()
        if len(earned) >= LEAST_PEOPLE
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionPlace:
    """A function's place on the board: `rank` counts from 1, equals share it."""

    rank: int
    standing: FunctionStanding


def function_places(standings: Iterable[FunctionStanding]) -> tuple[FunctionPlace, ...]:
    """The upper half of the functions, rounded up, so that none is ever shown as the last. Equals are shown together
    or not at all; where all do equally well, all are first. One in which nobody took part is not shown."""
    compared = list(standings)
    half, found = -(-len(compared) // 2), list[FunctionPlace]()
    ranked = sorted(compared, key=lambda one: (-one.credit, one.function))
    for _, equals in groupby(ranked, key=lambda one: one.credit):
        tied = list(equals)
        if found and len(found) + len(tied) > half:
            break
        rank = len(found) + 1
        found += [FunctionPlace(rank=rank, standing=one) for one in tied]
    return tuple(place for place in found if place.standing.taking_part)
