"""The figures of a replay."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.activity import Opened
from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.hours import Hours

URGENT = 50
"""How many of the most urgent cases are kept."""

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """A case as urgent as it ever was, with the reasons in words and the mentions that it had by then."""

    case: int
    matter: str
    community: str
    opened_at: datetime
    score: int
    reasons: tuple[str, ...]
    mentions: int


@dataclass(slots=True)
class Happened:
    """What happened in a replay, counted. Hours are the beginnings of whole hours on the clock of a community's wall.

    `cards` and `also` are alerts by community and hour: the card of a case, and the line that tells another community
    of it. `asked` counts input by function and by the hour in which its clock began to run; `asked_in` by function
    and community. `signatures` are those that the answers need, each by the functions of which one person signs.
    `came_outside` and `due_outside` count by community the cases that came, and those whose first reply fell due,
    outside of working hours. `merged` are cases that went on in another one, `suggested` are those of which people
    would be asked whether they are one.
    """

    mentions: int = 0
    cases: int = 0
    merged: int = 0
    suggested: int = 0
    first: datetime | None = None
    last: datetime | None = None
    cards: Counter[tuple[str, datetime]] = field(default_factory=Counter)
    also: Counter[tuple[str, datetime]] = field(default_factory=Counter)
    asked: Counter[tuple[str, datetime]] = field(default_factory=Counter)
    asked_in: Counter[tuple[str, str]] = field(default_factory=Counter)
    signatures: Counter[frozenset[str]] = field(default_factory=Counter)
    risks: Counter[str] = field(default_factory=Counter)
    came_outside: Counter[str] = field(default_factory=Counter)
    due_outside: Counter[str] = field(default_factory=Counter)
    _urgent: dict[int, Urgent] = field(default_factory=dict)

    @property
    def joined(self) -> int:
        """Mentions that joined a case."""
        return self.mentions - self.cases

    @property
    def most_urgent(self) -> list[Urgent]:
        """The most urgent cases; of equal ones, the one that came first."""
        return sorted(self._urgent.values(), key=lambda one: (-one.score, one.case))[:URGENT]

    def heard(self, at: datetime) -> None:
        """Count a mention. They come in the order of their time."""
        self.mentions += 1
        self.first = self.first or at
        self.last = at

    def opened(self, opened: Opened, company: Company, also: tuple[str, ...]) -> None:
        """Count a case, and what it asks of people."""
        community = company.community(opened.community)
        name, hour = community.name, whole_hour(opened.at, community.zone)
        self.cases += 1
        self.cards[name, hour] += 1
        for other in also:
            self.also[other, whole_hour(opened.at, company.community(other).zone)] += 1
        begins = community.terms.hours.after(opened.at, _INSTANT)
        for function in opened.required:
            self.asked[function, whole_hour(begins, community.zone)] += 1
            self.asked_in[function, name] += 1
        self.signatures.update(one.functions for one in company.policy(name, opened.risk).signatures)
        self.risks[opened.risk] += 1
        hours = working_hours(community)
        self.came_outside[name] += not at_work(hours, opened.at)
        self.due_outside[name] += not at_work(hours, opened.first_reply_due)

    def seen(self, urgent: Urgent) -> None:
        """Note how urgent a case is by now, unless it was more so before."""
        known = self._urgent.get(urgent.case)
        if known is None or urgent.score >= known.score:
            self._urgent[urgent.case] = urgent
        if len(self._urgent) >= 4 * URGENT:
            self._urgent = {one.case: one for one in self.most_urgent}

    def merge(self, gone: int) -> None:
        """Count that a case went on in another one."""
        self.merged += 1
        self._urgent.pop(gone, None)

    def load(self, function: str, company: Company) -> float:
        """How often a function is asked for input in an hour of working time, from the first mention to the last; at
        least one such hour is assumed."""
        if self.first is None or self.last is None:
            return 0.0
        total = 0.0
        for (asked, name), count in self.asked_in.items():
            if asked == function:
                worked = company.community(name).terms.hours.between(self.first, self.last)
                total += count / max(worked / timedelta(hours=1), 1.0)
        return total


def whole_hour(moment: datetime, zone: ZoneInfo) -> datetime:
    """The beginning of an hour on a clock on the wall."""
    return moment.astimezone(zone).replace(minute=0, second=0, microsecond=0)


def working_hours(community: Community) -> Hours:
    """When people of a community are at work. Where nothing is written, and its clocks run day and night, Monday to
    Friday from nine to five is taken: somebody must be awake for what falls due at night."""
    written = community.terms.hours
    return written if written.shifts else _office(community.zone)


def _office(zone: ZoneInfo) -> Hours:
    return Hours(zone=zone, shifts=dict.fromkeys(range(5), ((time(9), time(17)),)))


def at_work(hours: Hours, moment: datetime) -> bool:
    """Whether a moment lies in a shift; its last moment does too."""
    return any(opens <= moment <= closes for opens, closes in hours.spans(moment, moment))
