"""The repository of the weekly notes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select, union
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.credit import CONFIRM_WITHIN
from bot.domain.own_week import Gained
from bot.domain.people import MemberId
from bot.domain.period import Week
from bot.domain.status import LIVE
from storage.ledger_rows import entry_of
from storage.tables import cases, confirmations, members, noted_weeks, shares, thank_notes


class SqlNotes:
    """Fulfils `bot.ports.Notes`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def claim(self, week: Week, at: datetime) -> bool:
        """Take the notes of a week on; False where they were taken before."""
        taken = await self._session.scalar(
            insert(noted_weeks).values(week=str(week), at=at).on_conflict_do_nothing().returning(noted_weeks.c.week)
        )
        return taken is not None

    async def readers(self, start: datetime, end: datetime) -> list[MemberId]:
        """Those who work here and want the note, and have anything of their own from `start` until before `end`: a
        share that came to count, thanks of a colleague, or a case that is not over yet."""
        thanked = and_(thank_notes.c.at >= start, thank_notes.c.at < end)
        concerned = union(
            _gained(start, end).with_only_columns(shares.c.member),
            select(thank_notes.c.member).where(thanked),
            select(cases.c.owner).where(cases.c.owner.is_not(None), cases.c.status.in_(sorted(LIVE))),
        )
        wants = members.c.active & members.c.guest.is_(False) & members.c.weekly_note
        found = await self._session.scalars(
            select(members.c.id).where(wants, members.c.id.in_(concerned)).order_by(members.c.id)
        )
        return [MemberId(member) for member in found]

    async def gained(self, member: MemberId, start: datetime, end: datetime) -> list[Gained]:
        """The shares of somebody that came to count from `start` until before `end`, the earliest first: signed off
        and confirmed, whichever came last."""
        rows = await self._session.execute(
            _gained(start, end).where(shares.c.member == member).order_by(shares.c.signed_at, shares.c.case_id)
        )
        return [Gained(share=entry_of(row).share, community=row.community) for row in rows]


def _gained(start: datetime, end: datetime) -> Select[Any]:
    """Shares by when they came to count. Nobody confirms later than a week after the sign-off, which spares looking
    at all that was ever earned."""
    confirmed = and_(
        confirmations.c.case_id == shares.c.case_id,
        confirmations.c.slot == shares.c.slot,
        confirmations.c.member == shares.c.member,
        confirmations.c.by == shares.c.confirmed_by,
    )
    counts_since = func.greatest(shares.c.signed_at, confirmations.c.at)
    return (
        select(shares)
        .join(confirmations, confirmed)
        .where(shares.c.signed_at >= start - CONFIRM_WITHIN, shares.c.signed_at < end)
        .where(counts_since >= start, counts_since < end)
    )
