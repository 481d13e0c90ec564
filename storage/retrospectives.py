"""What a community looks back on, read off its cases, their texts and their activities."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.people import MemberId
from bot.domain.retrospective import CaseLine, Deed, Given
from bot.domain.status import Status
from storage.tables import activities, cases, contributions

_COUNTS = cases.c.status != Status.VOID.value


class SqlRetrospectives:
    """Fulfils `bot.ports.Retrospectives`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def cases(self, community: str) -> tuple[CaseLine, ...]:
        """Its cases, in the order in which they were opened."""
        rows = await self._session.execute(
            select(cases).where(cases.c.community == community, _COUNTS).order_by(cases.c.id)
        )
        return tuple(
            CaseLine(
                id=CaseId(row.id),
                matter=row.matter,
                status=Status(row.status),
                outcome=row.outcome,
                mentions=row.mentions,
                opened_at=row.opened_at,
                first_replied_at=row.first_replied_at,
                ended_at=row.ended_at,
                link=row.reply_url,
            )
            for row in rows
        )

    async def given(self, community: str) -> tuple[Given, ...]:
        """What people gave to its cases, in the order of time."""
        rows = await self._session.execute(
            select(contributions)
            .join(cases, cases.c.id == contributions.c.case_id)
            .where(cases.c.community == community, _COUNTS, ~contributions.c.withdrawn)
            .order_by(contributions.c.at, contributions.c.id)
        )
        return tuple(
            Given(
                case=CaseId(row.case_id),
                by=MemberId(row.member),
                function=row.function,
                partner=row.partner,
                text=row.text,
                at=row.at,
            )
            for row in rows
        )

    async def deeds(self, community: str) -> tuple[Deed, ...]:
        """All acts on its cases, in the order of time."""
        rows = await self._session.execute(
            select(activities.c.case_id, activities.c.kind, activities.c.by, activities.c.at)
            .join(cases, cases.c.id == activities.c.case_id)
            .where(cases.c.community == community, _COUNTS)
            .order_by(activities.c.at, activities.c.case_id, activities.c.number)
        )
        return tuple(
            Deed(case=CaseId(row.case_id), kind=row.kind, by=row.by and MemberId(row.by), at=row.at) for row in rows
        )
