"""The repositories of what grouping weighs words by, and of the company's own words."""

from __future__ import annotations

import json
import zlib
from datetime import datetime

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.grouping import Entry, Fit, Kind
from bot.domain.people import MemberId
from storage.tables import fits, glossary


class SqlFits:
    """Fulfils `bot.ports.Fits`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def newest(self) -> Fit | None:
        """The fit that holds; None before there was one."""
        weights = await self._session.scalar(select(fits.c.weights).order_by(fits.c.id.desc()).limit(1))
        return None if weights is None else Fit.from_plain(json.loads(zlib.decompress(weights)))

    async def fitted_at(self) -> datetime | None:
        """When it was made."""
        made: datetime | None = await self._session.scalar(
            select(fits.c.fitted_at).order_by(fits.c.id.desc()).limit(1)
        )
        return made

    async def put(self, fit: Fit, at: datetime) -> None:
        """Let this one hold, and forget older ones."""
        weights = zlib.compress(json.dumps(fit.to_plain()).encode())
        await self._session.execute(
            insert(fits).values(id=fit.number, fitted_at=at, documents=fit.documents, weights=weights)
        )
        await self._session.execute(delete(fits).where(fits.c.id < fit.number))

    async def ordinary_texts(self, limit: int) -> list[str]:
        """What customers said lately, one text of each matter, so that a storm does not weigh its own words."""
        return list(await self._session.scalars(_ORDINARY, {"limit": limit}))


_ORDINARY = text("""
    SELECT DISTINCT ON (coalesce(case_id, -id)) text
    FROM (SELECT id, case_id, text FROM mentions WHERE text <> '' ORDER BY id DESC LIMIT :limit) AS newest
    ORDER BY coalesce(case_id, -id), id
""")


class SqlGlossary:
    """Fulfils `bot.ports.GlossaryEntries`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def entries(self) -> list[Entry]:
        """All of them, in the order of their terms."""
        rows = await self._session.execute(select(glossary).order_by(glossary.c.term))
        return [Entry(term=row.term, kind=Kind(row.kind), synonyms=tuple(row.synonyms)) for row in rows]

    async def put(self, entry: Entry, by: MemberId, at: datetime) -> None:
        """Keep an entry, instead of the one with its term."""
        values = {"kind": entry.kind.value, "synonyms": list(entry.synonyms), "by": by, "at": at}
        await self._session.execute(
            insert(glossary)
            .values(term=entry.term, **values)
            .on_conflict_do_update(index_elements=["term"], set_=values)
        )

    async def drop(self, term: str) -> bool:
        """Take an entry out; False where there is none."""
        dropped = await self._session.scalar(delete(glossary).where(glossary.c.term == term).returning(glossary.c.id))
        return dropped is not None
