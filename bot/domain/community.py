"""Response communities: a purpose, a channel, the functions that owe input, the words that bring cases in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.clocks import Terms
from bot.domain.hours import Hours
from bot.domain.intent import Intent
from bot.domain.people import NOBODY, Circle, MemberId
from bot.domain.policy import Policy, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """How long a case stays its owner's while they do nothing, and how long before its end they are warned, in
    working time."""

    lasts: timedelta = timedelta(hours=8)
    warns: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """How often those who owe input are reminded once it is overdue, and how far apart, in working time."""

    most: int = 3
    every: timedelta = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """A purpose with a channel. `functions` owe input to each case; those in `sign_off` approve answers.

    It `takes` what has these intents, where no words of a rule say better.

    One that people opened in Slack is `opened`: it may end on a day, or with its last case.
    A `private` one is only for its `people`.
    """

    name: str
    title: str
    channel: str
    purpose: str
    functions: tuple[str, ...]
    sign_off: frozenset[str]
    keywords: tuple[str, ...]
    takes: tuple[Intent, ...] = ()
    zone: ZoneInfo
    digest_weekday: int
    digest_hour: int
    terms: Terms
    lease: Lease = Lease()
    reminders: Reminders = Reminders()
    leads: Circle = NOBODY
    people: frozenset[MemberId] = frozenset()
    opened: bool = False
    private: bool = False
    ends_on: date | None = None
    ends_with_cases: bool = False

    def last_digest(self, now: datetime) -> datetime:
        """The moment, `now` at the latest, at which a digest fell due last; the clock on the wall decides."""
        here = now.astimezone(self.zone)
        day = here.date() - timedelta(days=(here.weekday() - self.digest_weekday) % 7)
        due = datetime.combine(day, time(self.digest_hour), self.zone)
        return due if due <= here else datetime.combine(day - timedelta(days=7), due.timetz())

    @property
    def policy(self) -> Policy:
        """Who signs an ordinary answer: one person of a function in `sign_off`, anyone where it is empty."""
        return Policy(signatures=(Signature(functions=self.sign_off),))


_TERMS = Terms(
    hours=Hours.around_the_clock(ZoneInfo("UTC")),
    first_reply=timedelta(hours=8),
    next_reply=timedelta(hours=8),
    resolution=None,
    input=timedelta(hours=4),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Customs:
    """What holds in communities that people open in Slack: their zone, what they promise, when their digest comes."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    digest_weekday: int = 0
    digest_hour: int = 9
    terms: Terms = field(default_factory=lambda: _TERMS)
    lease: Lease = Lease()
    reminders: Reminders = Reminders()
