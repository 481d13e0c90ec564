"""What a digest tells but for its words: numbers, and people by id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.domain.board import Place
from bot.domain.case import CaseId
from bot.domain.credit import POT
from bot.domain.digest.corrections import Correction
from bot.domain.digest.trend import WeekTrend
from bot.domain.idea import IdeaId
from bot.domain.measures import UNKNOWN, Rate
from bot.domain.metrics import Spread

LEAST_BEST = POT // 2
"""Micro-points below which a week is nobody's best: else every second week would be one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long something took, in minutes of the calendar, and how often it came in time; as bot.domain.measures
    defines them."""

    took: Spread = UNKNOWN
    in_time: Rate = field(default_factory=Rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paces:
    """How fast first replies and resolutions of a week came."""

    first_reply: Pace = Pace()
    resolution: Pace = Pace()


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """How often one function helped another."""

    from_function: str
    to_function: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many open cases await the input of a function."""

    function: str
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """How many of a function's people had a contribution confirmed."""

    function: str
    took_part: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """People by id who chose to be shown, and how many more there are."""

    named: tuple[str, ...] = ()
    others: int = 0

    def without(self, left: frozenset[str]) -> People:
        """The same, with those who left counted but not named."""
        stayed = tuple(member for member in self.named if member not in left)
        return People(named=stayed, others=self.others + len(self.named) - len(stayed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a digest tells in words, by number."""

    quotes: tuple[CaseId, ...] = ()
    stories: tuple[CaseId, ...] = ()
    improvements: tuple[IdeaId, ...] = ()
    tried: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All of a digest but its words, which may have to be forgotten: kept, so that it can be written anew as it was.

    `overdue` of the `open` cases are past their time. `bests` are those whose week beat all of their own before.
    """

    closed: int = 0
    closed_last_week: int = 0
    open: int = 0
    overdue: int = 0
    paces: Paces = Paces()
    paces_last_week: Paces = Paces()
    board: tuple[Place, ...] = ()
    newcomers: People = People()
    bests: tuple[str, ...] = ()
    help_across: tuple[Help, ...] = ()
    participation: tuple[Participation, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    corrections: tuple[Correction, ...] = ()
    chosen: Chosen = Chosen()
    trend: tuple[WeekTrend, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing happened and nothing waits. What was so in weeks before is no news."""
        return replace(self, closed_last_week=0, paces_last_week=Paces(), trend=()) == Figures()

    def without(self, left: frozenset[str]) -> Figures:
        """The same, as it is told once these people do not want to be shown any more."""
        return replace(
            self,
            board=_moved_up(place for place in self.board if place.member not in left),
            newcomers=self.newcomers.without(left),
            bests=tuple(member for member in self.bests if member not in left),
        )

    @property
    def named(self) -> frozenset[str]:
        """Everyone whom they name."""
        return frozenset({place.member for place in self.board} | {*self.newcomers.named, *self.bests})


def _moved_up(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places of those who are left, in their order; equals share a rank as before."""
    left = tuple(places)
    return tuple(replace(place, rank=1 + sum(other.credit > place.credit for other in left)) for place in left)
