"""Form: what somebody earned, the older the less (rule 9). It helps to suggest people, and is a private trend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from math import frexp, fsum, ldexp

from bot.domain.credit.records import Share

HALF_LIFE = timedelta(days=28)
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""Any fixed moment serves; the powers of two stay within the range of a float for 70 years before and after it."""

SIGNIFICANT_BITS = 40


def form(shares: Iterable[Share], now: datetime) -> dict[str, float]:
    """The form of each member at `now`: their credit in micro-points, halved for every 28 days since the sign-off.

    Time alone reorders nobody, to the last bit: what everybody earned is added up as it weighs at a fixed moment,
    and fades by one factor for all. The caller picks the shares, those signed off by `now`.
    """
    earned: defaultdict[str, list[float]] = defaultdict(list)
    for share in shares:
        earned[share.member].append(share.credit * 2.0 ** ((share.signed_at - EPOCH) / HALF_LIFE))
    faded = 2.0 ** ((EPOCH - now) / HALF_LIFE)
    return {member: _rounded(fsum(weighed)) * faded for member, weighed in earned.items()}


def _rounded(value: float) -> float:
    """`value` with so few bits that two which differ still do after any multiplication, and equals stay equals."""
    fraction, exponent = frexp(value)
    return ldexp(round(ldexp(fraction, SIGNIFICANT_BITS)), exponent - SIGNIFICANT_BITS)
