"""The repository of what partners see of cases."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, union, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.people import MemberId
from bot.domain.sharing import Sharing
from storage.tables import authors, contributions, members, mentions, sharings


class SqlSharings:
    """Fulfils `bot.ports.Sharings`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self, case_id: CaseId, *, partner: str, channel: str, text: str, since: datetime, until: datetime | None
    ) -> int:
        """Keep a new copy; returns its number."""
        added: int = await self._session.scalar(
            insert(sharings)
            .values(case_id=case_id, partner=partner, channel=channel, text=text, since=since, until=until)
            .returning(sharings.c.id)
        )
        return added

    async def get(self, number: int) -> Sharing:
        """One copy."""
        return _sharing((await self._session.execute(select(sharings).where(sharings.c.id == number))).one())

    async def open_of(self, case_id: CaseId) -> list[Sharing]:
        """The copies of a case whose access nobody has ended yet, oldest first."""
        of_case = select(sharings).where(sharings.c.case_id == case_id, sharings.c.ended_at.is_(None))
        return [_sharing(row) for row in await self._session.execute(of_case.order_by(sharings.c.id))]

    async def overdue(self, now: datetime) -> list[Sharing]:
        """The copies whose date is over while nobody has ended their access yet."""
        over = select(sharings).where(sharings.c.until < now, sharings.c.ended_at.is_(None))
        return [_sharing(row) for row in await self._session.execute(over.order_by(sharings.c.until))]

    async def end(self, number: int, at: datetime) -> None:
        """Note that the access to a copy has ended."""
        await self._session.execute(update(sharings).where(sharings.c.id == number).values(ended_at=at))

    async def partners_of(self, people: Collection[MemberId]) -> dict[MemberId, str]:
        """Those of these people who gave input as somebody of a partner, with that partner."""
        rows = await self._session.execute(
            select(contributions.c.member, contributions.c.partner)
            .distinct()
            .where(contributions.c.member.in_(people), contributions.c.partner.is_not(None))
        )
        return {MemberId(row.member): row.partner for row in rows}

    async def names_in(self, case_id: CaseId, possible: Collection[str]) -> frozenset[str]:
        """Names that a copy must not hold: all authors of the case, and of the `possible` names (folded) those of
        customers, in full, and of colleagues."""
        wanted = sorted(possible)
        here = select(mentions.c.author_id).where(mentions.c.case_id == case_id)
        full = func.strpos(authors.c.name, " ") > 0
        found = await self._session.scalars(
            union(
                select(authors.c.name).where(authors.c.id.in_(here)),
                select(authors.c.handle).where(authors.c.id.in_(here)),
                select(authors.c.name).where(func.lower(authors.c.name).in_(wanted), full),
                select(members.c.name).where(func.lower(members.c.name).in_(wanted)),
            )
        )
        return frozenset(name for name in found if name)


def _sharing(row: Row[Any]) -> Sharing:
    return Sharing(
        number=row.id,
        case_id=CaseId(row.case_id),
        partner=row.partner,
        channel=row.channel,
        text=row.text,
        since=row.since,
        until=row.until,
        ended_at=row.ended_at,
    )
