"""Those who write outside, as rows that mentions point to."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.mention import Mention
from storage.tables import authors


async def author_ids(session: AsyncSession, batch: Iterable[Mention]) -> dict[tuple[str, str], int]:
    """The ids of the authors of a batch by source and handle; new ones are added."""
    wanted = {(m.author.source, m.author.handle): m.author.name for m in batch if m.author}
    if not wanted:
        return {}
    found = await _find(session, wanted)
    missing = [
        {"source": source, "handle": handle, "name": name}
        for (source, handle), name in sorted(wanted.items())
        if (source, handle) not in found
    ]
    if missing:
        await session.execute(insert(authors).on_conflict_do_nothing(), missing)
        found = await _find(session, wanted)
    return found


async def _find(session: AsyncSession, wanted: dict[tuple[str, str], str | None]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for source in {source for source, _ in wanted}:
        handles = [handle for of, handle in wanted if of == source]
        rows = await session.execute(
            select(authors.c.id, authors.c.handle).where(
                authors.c.source == source, authors.c.handle == func.any(handles)
            )
        )
        found.update({(source, row.handle): row.id for row in rows})
    return found
