"""What a digest has to correct: weeks that turned out otherwise than they were told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.period import Week

WEEKS_LOOKED_BACK = 8
"""Closed weeks before its own that a digest looks at once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """A week in sums: cases closed in it; the credit that its sign-offs gave, in micro-points, after adjustments; the
    shares in that; and how many of the cases signed off in it were found void, or are open once more."""

    closed: int = 0
    credit: int = 0
    shares: int = 0
    void: int = 0
    reopened: int = 0


class Why(StrEnum):
    """Why a week changed, as far as its sums tell."""

    VOID = "void"
    REOPENED = "reopened"
    CONFIRMED = "confirmed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """By how much a week differs from what was told of it last; `credit` is in micro-points."""

    week: Week
    closed: int
    credit: int
    why: tuple[Why, ...]


def corrections(told: Mapping[str, Totals], counted: Mapping[str, Totals]) -> tuple[Correction, ...]:
    """What changed in the weeks of which something was told, the latest first; both by the week as it is written.

    To tell each change once, the digest that tells them keeps what is `counted` now: the next one begins from there.
    """
    found = []
    for week in sorted(told.keys() & counted.keys(), reverse=True):
        before, now = told[week], counted[week]
        if (before.closed, before.credit) != (now.closed, now.credit):
            found.append(
                Correction(
                    week=Week.parse(week),
                    closed=now.closed - before.closed,
                    credit=now.credit - before.credit,
                    why=_why(before, now),
                )
            )
    return tuple(found)


def weeks_before(week: Week) -> tuple[Week, ...]:
    """The weeks that the digest of a week looks at once more, the latest first."""
    found = [week.previous]
    while len(found) < WEEKS_LOOKED_BACK:
        found.append(found[-1].previous)
    return tuple(found)


def _why(before: Totals, now: Totals) -> tuple[Why, ...]:
    reasons = (
        (Why.VOID, now.void > before.void),
        (Why.REOPENED, now.reopened > before.reopened),
        (Why.CONFIRMED, now.shares > before.shares),
    )
    return tuple(why for why, holds in reasons if holds) or (Why.UNKNOWN,)
