"""How far others can rely on somebody: helpfulness, which only they see, and the level “Regular”."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.learning import lower_bound

LEAST_CLAIMS = 5
"""Claims from which on helpfulness is told."""

SURE = 1.96
"""Standard errors by which helpfulness is told lower than it was seen."""

LOOKS_BACK = timedelta(days=100)
GRACE = timedelta(days=14)
LEAST_CONTRIBUTIONS, LEAST_CONFIRMERS, LEAST_CUSTOMERS, LEAST_DAYS = 10, 5, 3, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """A contribution that was confirmed: the aware moment of its sign-off, who confirmed it, and whom it helped."""

    at: datetime
    confirmer: str
    customer: str


def helpfulness(confirmed: int, claimed: int) -> float | None:
    """Wilson's lower bound of the share of `claimed` that was `confirmed`, from 0 to 1; None below five claims."""
    if claimed < LEAST_CLAIMS:
        return None
    # Of nothing confirmed the bound is 0, which floats miss by a hair.
    return lower_bound(confirmed, claimed, SURE) if confirmed else 0.0


def is_regular(record: Iterable[Confirmed], now: datetime) -> bool:
    """Whether a member with this record is Regular at `now`: they meet the bar, or met it within the last 14 days.

    The bar: in the 100 days before, at least 10 contributions, of 5 confirmers, for 3 customers, on 5 days of UTC.
    """
    past = [one for one in record if now - GRACE - LOOKS_BACK < one.at <= now]
    # Between two contributions the record only ages: if the bar was met at all, then as a contribution came in.
    moments = {now - GRACE, *(one.at for one in past if one.at >= now - GRACE)}
    return any(_meets([one for one in past if moment - LOOKS_BACK < one.at <= moment]) for moment in moments)


def _meets(record: Sequence[Confirmed]) -> bool:
    return (
        len(record) >= LEAST_CONTRIBUTIONS
        and len({one.confirmer for one in record}) >= LEAST_CONFIRMERS
        and len({one.customer for one in record}) >= LEAST_CUSTOMERS
        and len({one.at.astimezone(UTC).date() for one in record}) >= LEAST_DAYS
    )
