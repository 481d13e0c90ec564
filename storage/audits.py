"""The repository of looks at the auditors' sheet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.people import MemberId
from bot.domain.period import Month
from bot.ports import Look
from storage.tables import audits

SHOWN = 10


class SqlAudits:
    """Fulfils `bot.ports.Audits`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, by: MemberId, season: Month, at: datetime) -> None:
        """Note that somebody looks."""
        await self._session.execute(insert(audits).values(by=by, season=str(season), at=at))

    async def of(self, season: Month) -> list[Look]:
        """The newest ten looks at a season's sheet, the newest first."""
        rows = await self._session.execute(
            select(audits).where(audits.c.season == str(season)).order_by(audits.c.id.desc()).limit(SHOWN)
        )
        return [Look(by=MemberId(row.by), at=row.at) for row in rows]
