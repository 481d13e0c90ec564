"""The repository of how far each source has been read."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.errors import Stale
from bot.ports import Heard, SourceState
from storage.tables import sources


class SqlSources:
    """Fulfils `bot.ports.Sources`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, name: str) -> SourceState:
        """How a source fares; one that was never asked stands at its beginning."""
        row = (await self._session.execute(select(sources).where(sources.c.name == name))).one_or_none()
        return _state(row) if row else SourceState(name=name)

    async def known(self) -> dict[str, SourceState]:
        """Every source that was ever asked, by its name."""
        rows = await self._session.execute(select(sources).order_by(sources.c.name))
        return {row.name: _state(row) for row in rows}

    async def heard(self) -> dict[str, Heard]:
        """What came through each source, by its name."""
        rows = await self._session.execute(_HEARD, {"parked": "parked"})
        return {row.source: Heard(last_at=row.last_at, parked=row.parked or 0, reason=row.reason) for row in rows}

    async def keep(self, state: SourceState, *, read_from: str | None) -> None:
        """Store how a source fares, if it was read up to `read_from` until now. Raises Stale."""
        values = asdict(state)
        kept = await self._session.scalar(
            insert(sources)
            .values(**values)
            .on_conflict_do_update(
                index_elements=["name"],
                set_=values,
                where=sources.c.cursor.is_not_distinct_from(read_from),
            )
            .returning(sources.c.name)
        )
        if kept is None:
            raise Stale


_HEARD = text("""
    WITH RECURSIVE names AS (
        SELECT min(source) AS source FROM mentions
        UNION ALL SELECT (SELECT min(source) FROM mentions WHERE source > names.source) FROM names
        WHERE names.source IS NOT NULL
    ), parked AS (
        SELECT source, count(*) AS parked, (array_agg(error ORDER BY id DESC))[1] AS reason
        FROM deliveries WHERE state = :parked GROUP BY source
    )
    SELECT coalesce(names.source, parked.source) AS source, parked.parked, parked.reason,
        (SELECT max(arrived_at) FROM (
            SELECT arrived_at FROM mentions WHERE mentions.source = names.source ORDER BY id DESC LIMIT 1
        ) AS newest) AS last_at
    FROM (SELECT source FROM names WHERE source IS NOT NULL) AS names FULL JOIN parked USING (source)
    ORDER BY 1
""")
"""Names by skipping along the index of identities, of which a million rows hold a handful."""


def _state(row: Row[Any]) -> SourceState:
    return SourceState(**row._asdict())
