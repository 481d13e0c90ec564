"""Seasons: what was earned in a calendar month, where it belongs, and when nothing of it can change any more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.domain.credit.adjusting import Adjustment
from bot.domain.credit.amounts import CONFIRM_WITHIN
from bot.domain.credit.records import Share
from bot.domain.period import Month, Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A share as it is booked: in the community of its case, and in the week of the sign-off as people there live
    it."""

    share: Share
    community: str
    week: Week


def closes_at(season: Month) -> datetime:
    """When a season closes: once nothing of it can be confirmed any more."""
    return season.end(ZoneInfo("UTC")) + CONFIRM_WITHIN


def fingerprint_of(entries: Iterable[Entry], adjusted: Iterable[Adjustment]) -> str:
    """The hash of all that a closed season shows, whatever the order (SHA-256, in hex)."""
    lines = [
        *(f"{one.community}|{one.week}|{_written(one.share)}" for one in entries),
        *(f"{one.of}|{one.case}|{one.slot}|{one.member}|{one.amount}" for one in adjusted),
    ]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _written(share: Share) -> str:
    at = share.signed_at.astimezone(UTC).isoformat()
    caps = f"{share.pair_cap}|{share.pair_total}|{share.share}|{share.credit}"
    who = f"{share.case}|{share.slot}|{share.member}|{share.confirmed_by}|{share.kind.value}|{share.volunteered}"
    return f"{who}|{at}|{caps}"
