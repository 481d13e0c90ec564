"""The ledger as rows and back."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from bot.domain.credit import Adjustment, ConfirmerKind, Entry, Share
from bot.domain.period import Month, Week


def entry_row(season: Month, entry: Entry) -> dict[str, Any]:
    """The columns of `shares` for an entry of a season."""
    share = entry.share
    return {
        "season": str(season),
        "case_id": int(share.case),
        "slot": share.slot,
        "member": share.member,
        "community": entry.community,
        "week": str(entry.week),
        "confirmed_by": share.confirmed_by,
        "kind": share.kind.value,
        "share": share.share,
        "credit": share.credit,
        "signed_at": share.signed_at,
        "volunteered": share.volunteered,
        "pair_cap": share.pair_cap,
        "pair_total": share.pair_total,
    }


def adjustment_row(season: Month, one: Adjustment) -> dict[str, Any]:
    """The columns of `adjustments` for one that a season shows."""
    return {
        "season": str(season),
        "of": str(one.of),
        "case_id": int(one.case),
        "slot": one.slot,
        "member": one.member,
        "amount": one.amount,
    }


def entry_of(row: Row[Any]) -> Entry:
    """A row of `shares` as an entry."""
    return Entry(share=share_of(row), community=row.community, week=_week(row.week))


def share_of(row: Row[Any]) -> Share:
    """What a row of `shares` pays."""
    return Share(
        case=str(row.case_id),
        slot=row.slot,
        member=row.member,
        confirmed_by=row.confirmed_by,
        kind=ConfirmerKind(row.kind),
        share=row.share,
        credit=row.credit,
        signed_at=row.signed_at,
        volunteered=row.volunteered,
        pair_cap=row.pair_cap,
        pair_total=row.pair_total,
    )


def adjustment_of(row: Row[Any]) -> Adjustment:
    """A row of `adjustments` as one."""
    of = Month.parse(row.of)
    return Adjustment(of=of, case=str(row.case_id), slot=row.slot, member=row.member, amount=row.amount)


_week = lru_cache(Week.parse)
"""A season has very many rows, of few weeks."""
