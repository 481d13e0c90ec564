"""How urgent a case is, from 0 to 100, and why, in words.

Safety, legal matters and people who need care first set a floor that nothing else reaches from below: how many people
write, how long they wait and how far a post has spread move a case only within its band. Reach is a logarithm, and at
most a tenth of the score.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log
from typing import TypeVar

from bot.domain.case.record import CaseId, CaseRecord
from bot.domain.company import Company
from bot.domain.intent import Intent
from bot.domain.policy import ORDINARY
from bot.domain.provenance import Tier

Some = TypeVar("Some", bound=CaseRecord)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is known about how urgent a case is.

    `gravity` is that of its class of risk, from 0 (ordinary) to 1 (the gravest). Of its mentions `recent` came in the
    last hour, `before` earlier. The customer waits since `asked_since` for what was promised by `due`. `tier` is None
    where no record says it; `reach` counts people, as the source says.
    """

    intents: frozenset[str] = frozenset()
    vulnerable: bool = False
    gravity: float = 0.0
    authors: int = 1
    recent: int = 0
    before: int = 0
    asked_since: datetime | None = None
    due: datetime | None = None
    tier: Tier | None = None
    reach: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How far a matter has spread: its authors, how many mentions came in during the last hour, and the most people
    that one of them has reached."""

    authors: int = 1
    recent: int = 0
    reach: int = 0


RECENT = timedelta(hours=1)
"""How far back a mention counts as growth."""

FEW = Spread()
"""What is assumed where nobody has counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """A score from 0 to 100, with what lifts it above that of an ordinary case, in words, the weightiest first."""

    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """Points of a score, and what to say of them where they are worth a word."""

    points: int
    words: str = ""


SAFETY_FLOOR, LEGAL_FLOOR, VULNERABLE_FLOOR = 80, 74, 70
"""The least score of a case in which safety, a legal matter, or somebody who needs care first was seen."""

_SEVERITY: dict[str, int] = {
    Intent.SAFETY: 14,
    Intent.LEGAL: 14,
    Intent.DEFECT: 14,
    Intent.COMPLAINT: 12,
    Intent.COMPETITOR_CLAIM: 9,
    Intent.QUESTION: 7,
    Intent.SUGGESTION: 3,
    Intent.PRAISE: 1,
}
_TIERS = {Tier.LOW: 0, Tier.STANDARD: 2, Tier.HIGH: 4}
_GRAVITY, _AUTHORS, _GROWTH, _WAITING, _REACH = 8, 12, 10, 14, 6
_MOST = max(_SEVERITY.values()) + _GRAVITY + _AUTHORS + _GROWTH + _WAITING + max(_TIERS.values()) + _REACH

_ALL_AUTHORS, _ALL_RECENT, _ALL_REACH = 1_000, 64, 10_000_000
"""Where authors, mentions of the last hour and reach have all the points they can have."""

_MANY, _GROWING, _SEEN = 4, 2, 4
"""From how many points on authors, growth and reach are worth a word."""


def urgency(signs: Signs, now: datetime) -> Urgency:
    """How urgent a case with these signs is at a moment. More intents, authors, growth or waiting never lower it."""
    floors, parts = _floors(signs), _parts(signs, now)
    rest = sum(part.points for part in parts)
    reach = _of_reach(signs, rest)
    floor = max((part.points for part in floors), default=0)
    points = rest + reach.points
    score = floor + (100 - floor) * points // _MOST if floor else points
    weighed = sorted((*parts, reach), key=lambda part: -part.points)
    return Urgency(score=score, reasons=tuple(part.words for part in (*floors, *weighed) if part.words))


def standing(case: CaseRecord) -> int:
    """The part of a case's score that stays while nothing happens to it, by what it is about alone."""
    signs = Signs(intents=frozenset(case.intents), vulnerable=case.vulnerable)
    return urgency(signs, case.opened_at).score


def signs_of(case: CaseRecord, company: Company, spread: Spread = FEW, *, tier: Tier | None = None) -> Signs:
    """The signs of a case that has spread so far."""
    return Signs(
        intents=frozenset(case.intents),
        vulnerable=case.vulnerable,
        gravity=gravity(case.risk, company),
        authors=spread.authors,
        recent=spread.recent,
        before=max(case.mentions - spread.recent, 0),
        asked_since=case.clocks.asked_since,
        due=case.clocks.due,
        tier=tier,
        reach=spread.reach,
    )


def gravity(risk: str, company: Company) -> float:
    """How grave a class of risk is, from 0 (ordinary, or not known any more) to 1 (the first of the company's)."""
    order = list(company.risks)
    return 0.0 if risk == ORDINARY or risk not in order else 1 - order.index(risk) / len(order)


def most_urgent_first(
    cases: Iterable[Some], company: Company, now: datetime, spreads: Mapping[CaseId, Spread]
) -> list[Some]:
    """The cases in the order in which they should be looked at; of equal ones, the one that is due first."""

    def place(case: Some) -> tuple[int, bool, float, int]:
        signs = signs_of(case, company, spreads.get(case.id, FEW))
        due = signs.due.timestamp() if signs.due else 0.0
        return -urgency(signs, now).score, signs.due is None, due, case.id

    return sorted(cases, key=place)


def _floors(signs: Signs) -> list[_Part]:
    floors = (
        (Intent.SAFETY in signs.intents, _Part(SAFETY_FLOOR, "safety words")),
        (Intent.LEGAL in signs.intents, _Part(LEGAL_FLOOR, "legal words")),
        (signs.vulnerable, _Part(VULNERABLE_FLOOR, "somebody who needs care first")),
    )
    return [part for holds, part in floors if holds]


def _parts(signs: Signs, now: datetime) -> list[_Part]:
    return [
        _Part(max((_SEVERITY.get(intent, 0) for intent in signs.intents), default=0)),
        _Part(round(_GRAVITY * signs.gravity)),
        _of_authors(signs),
        _of_growth(signs),
        _of_waiting(signs, now),
        _Part(_TIERS[signs.tier], "a key customer" if signs.tier is Tier.HIGH else "") if signs.tier else _Part(0),
    ]


def _of_authors(signs: Signs) -> _Part:
    points = _share(signs.authors, _ALL_AUTHORS, _AUTHORS)
    return _Part(points, f"{signs.authors:,} people" if points >= _MANY else "")


def _of_growth(signs: Signs) -> _Part:
    """Many in the last hour, and few before, is growth; a single mention is none."""
    newer = signs.recent / (signs.recent + signs.before) if signs.recent else 0.0
    points = int(newer * _GROWTH * _logarithm(signs.recent, _ALL_RECENT))
    return _Part(points, "growing" if points >= _GROWING else "")


def _of_waiting(signs: Signs, now: datetime) -> _Part:
    """Half the points once the promise is due, all of them after as long again."""
    if signs.asked_since is None or signs.due is None:
        return _Part(0)
    allowed = max((signs.due - signs.asked_since).total_seconds(), 1.0)
    waited = max((now - signs.asked_since).total_seconds(), 0.0) / allowed
    return _Part(int(_WAITING * min(waited, 2.0) / 2), "past its time" if waited >= 1 else "")


def _of_reach(signs: Signs, rest: int) -> _Part:
    """At most a tenth of the whole."""
    points = min(_share(signs.reach, _ALL_REACH, _REACH), rest // 9)
    return _Part(points, "seen by many" if points >= _SEEN else "")


def _share(number: int, all_of_it: int, points: int) -> int:
    return int(points * _logarithm(number, all_of_it))


def _logarithm(number: int, full: int) -> float:
    """0 for one or none, 1 for `full` and more."""
    return min(log(max(number, 1)) / log(full), 1.0)
