"""The repository of the sums of which boards are made."""

from __future__ import annotations

from sqlalchemy import Column, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.credit import WEEK_CAP
from bot.domain.period import Month, Week
from storage.tables import week_credits


class SqlBoards:
    """Fulfils `bot.ports.Boards`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def volunteered(
        self, *, season: Month | None = None, week: Week | None = None, community: str | None = None
    ) -> dict[str, int]:
        """What each member earned without being asked or on duty."""
        return await self._counted(week_credits.c.volunteered, season, week, community)

    async def earned(
        self, *, season: Month | None = None, week: Week | None = None, community: str | None = None
    ) -> dict[str, int]:
        """What each member earned in all."""
        return await self._counted(week_credits.c.credit, season, week, community)

    async def _counted(
        self, amount: Column[int], season: Month | None, week: Week | None, community: str | None
    ) -> dict[str, int]:
        columns = week_credits.c
        asked = (
            (columns.season, season and str(season)),
            (columns.week, week and str(week)),
            (columns.community, community),
        )
        weeks = (
            select(columns.member, func.least(func.sum(amount), WEEK_CAP).label("counted"))
            .where(*(column == value for column, value in asked if value is not None))
            .group_by(columns.member, columns.week)
            .subquery()
        )
        rows = await self._session.execute(select(weeks.c.member, func.sum(weeks.c.counted)).group_by(weeks.c.member))
        return {member: int(counted) for member, counted in rows if counted}
