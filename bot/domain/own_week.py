"""A person's note of their week: what others confirmed, what comes next, and what waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.credit import Confirmed, Share
from bot.domain.credit.level import (
    LEAST_CONFIRMERS,
    LEAST_CONTRIBUTIONS,
    LEAST_CUSTOMERS,
    LEAST_DAYS,
    LOOKS_BACK,
    is_regular,
)
from bot.domain.people import MemberId
from bot.domain.period import Week
from bot.domain.telling import Telling
from bot.domain.thanks import ThankNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Gained:
    """A share that came to count in a week, and the community of its case."""

    share: Share
    community: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What is still missing to be Regular."""

    contributions: int
    confirmers: int
    customers: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How many things wait for a person: drafts to sign, cases of their own, and input that they or their function
    owe."""

    to_sign: int = 0
    owned: int = 0
    awaited: int = 0

    def __bool__(self) -> bool:
        """Whether anything does."""
        return bool(self.to_sign or self.owned or self.awaited)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWeekNote(Telling):
    """To a person, about a week of their own. Nothing in it is a customer's, so that it stays when one is forgotten.

    `points_to_top` is the next threshold of those on the boards, by how many micro-points it is away; None without
    one. `missing` is None for who is Regular. `names` are those of the colleagues who confirmed and thanked.
    """

    week: Week
    gained: Sequence[Gained]
    thanks: Sequence[ThankNote]
    points_to_top: tuple[int, int] | None
    missing: Missing | None
    waits: Waits
    names: Mapping[MemberId, str]

    @property
    def credit(self) -> int:
        """What all of it is worth, in micro-points."""
        return sum(one.share.credit for one in self.gained)


def next_top(own: int, thresholds: Mapping[int, int]) -> tuple[int, int] | None:
    """The next top of so many in a hundred, and how many micro-points `own` credit lacks to be in it; None for who is
    in the best of them, or where there is none."""
    ahead = [(share, least - own) for share, least in thresholds.items() if least > own]
    return min(ahead, key=lambda one: (one[1], -one[0]), default=None)


def missing_to_regular(record: Iterable[Confirmed], now: datetime) -> Missing | None:
    """What somebody's last 100 days lack of the level Regular; None for who has it."""
    known = list(record)
    if is_regular(known, now):
        return None
    past = [one for one in known if now - LOOKS_BACK < one.at <= now]
    return Missing(
        contributions=max(0, LEAST_CONTRIBUTIONS - len(past)),
        confirmers=max(0, LEAST_CONFIRMERS - len({one.confirmer for one in past})),
        customers=max(0, LEAST_CUSTOMERS - len({one.customer for one in past})),
        days=max(0, LEAST_DAYS - len({one.at.astimezone(UTC).date() for one in past})),
    )
