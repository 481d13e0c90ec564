"""Erasing who an author was: their row, what is known of them, and the raw bytes in which they came."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from typing import Any, cast

from sqlalchemy import CursorResult, delete, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.customer import AuthorId
from bot.domain.erasure import ERASED, spellings
from storage.tables import (
    authors,
    customer_authors,
    customer_data,
    deliveries,
    fits,
    joinings,
    lane,
    models,
    partings,
)

_SHORTEST = 3
"""Characters of a name that is looked for inside other texts; a shorter one is found everywhere."""

_KEPT = func.octet_length(deliveries.c.raw) > 0


async def empty_read(session: AsyncSession, source: str, limit: int) -> int:
    """Empty raw deliveries of a source that were read; returns how many. Signed bytes cannot be rewritten, and one
    delivery may quote what came with another, so they go whole."""
    some = select(deliveries.c.id).where(deliveries.c.source == source, deliveries.c.state == "read", _KEPT)
    emptied = await session.execute(update(deliveries).where(deliveries.c.id.in_(some.limit(limit))).values(raw=b""))
    return cast("CursorResult[Any]", emptied).rowcount


async def empty_parked(session: AsyncSession, source: str, handle: str) -> int:
    """Empty the parked deliveries of a source that name somebody; returns how many."""
    emptied = 0
    for spelling in spellings(handle):
        done = await session.execute(_PARKED, {"source": source, "spelling": spelling.encode(), "erased": ERASED})
        emptied += cast("CursorResult[Any]", done).rowcount
    return emptied


async def named_by_colleagues(
    session: AsyncSession, cases: Collection[CaseId], names: Sequence[str]
) -> list[tuple[CaseId, int]]:
    """How many texts of colleagues hold one of these names, in each of these cases where any does."""
    wanted = [name.lower() for name in names if len(name) >= _SHORTEST]
    if not wanted:
        return []
    rows = await session.execute(_NAMED, {"ids": sorted(cases), "names": wanted})
    return [(CaseId(row.case_id), row.texts) for row in rows]


async def erase_links(session: AsyncSession, cases: Collection[CaseId], handle: str) -> int:
    """Take a handle out of the links to our replies to these cases; returns how many cases had it there."""
    if len(handle) < _SHORTEST:
        return 0
    touched: set[int] = set()
    for spelling in spellings(handle):
        for statement in _LINKS:
            touched.update(await session.scalars(statement, {"ids": sorted(cases), "handle": spelling}))
    return len(touched)


async def erase_customer(session: AsyncSession, author: AuthorId) -> dict[str, int]:
    """Erase what is known of an author, and who they were joined to."""
    mine = customer_authors.c.author_id == author
    acts = select(customer_authors.c.began_with).where(mine).union(select(customer_authors.c.ended_with).where(mine))
    made = [number for number in await session.scalars(acts) if number]
    await session.execute(update(joinings).where(joinings.c.id.in_(made)).values(why=ERASED))
    of_these = customer_authors.c.began_with.in_(made)
    await session.execute(update(customer_authors).where(of_these).values(why=ERASED))
    known = await session.execute(delete(customer_data).where(customer_data.c.author_id == author))
    await session.execute(delete(partings).where(or_(partings.c.one_id == author, partings.c.other_id == author)))
    joins = await session.execute(delete(customer_authors).where(mine))
    return {
        "known": cast("CursorResult[Any]", known).rowcount,
        "joins": cast("CursorResult[Any]", joins).rowcount,
    }


async def erase_author(session: AsyncSession, author: AuthorId) -> None:
    """Leave nothing of an author but a number that counts them."""
    pseudonym = f"(forgotten {secrets.token_hex(4)})"
    await session.execute(update(authors).where(authors.c.id == author).values(handle=pseudonym, name=None))


async def forget_learned(session: AsyncSession) -> bool:
    """Use no models and no weights of terms any more, until they are learned anew; False where there were none."""
    dropped = [await session.execute(delete(table)) for table in (models, fits)]
    if not any(cast("CursorResult[Any]", one).rowcount for one in dropped):
        return False
    await session.execute(update(lane).values(version=lane.c.version + 1))
    return True


_PARKED = text("""
UPDATE deliveries SET raw = '', error = :erased
WHERE source = :source AND state = 'parked' AND octet_length(raw) > 0
  AND (position(CAST(:spelling AS bytea) IN raw) > 0
       OR strpos(error, convert_from(CAST(:spelling AS bytea), 'UTF8')) > 0)
""")

_NAMED = text("""
SELECT case_id, count(*) AS texts FROM (
    SELECT case_id, text FROM drafts WHERE case_id = ANY(:ids)
  UNION ALL SELECT case_id, text FROM replies WHERE case_id = ANY(:ids)
  UNION ALL SELECT case_id, text FROM contributions WHERE case_id = ANY(:ids)
  UNION ALL SELECT case_id, text FROM thank_notes WHERE case_id = ANY(:ids)
  UNION ALL SELECT case_id, text || ' ' || learned FROM attempts WHERE case_id = ANY(:ids)
  UNION ALL SELECT c.case_id, h.text FROM contribution_history h
    JOIN contributions c ON c.id = h.contribution_id WHERE c.case_id = ANY(:ids)
  UNION ALL SELECT case_id, coalesce(details->>'reason', '') || ' ' || coalesce(details->>'outcome', '') || ' '
    || coalesce(details->>'comment', '') FROM activities WHERE case_id = ANY(:ids)
  UNION ALL SELECT l.case_id, i.title || ' ' || i.description FROM ideas i
    JOIN idea_cases l ON l.idea_id = i.id WHERE l.case_id = ANY(:ids)
) written
WHERE EXISTS (SELECT 1 FROM unnest(CAST(:names AS text[])) AS name WHERE strpos(lower(written.text), name) > 0)
GROUP BY case_id ORDER BY case_id
""")

_LINKS = (
    text("""
UPDATE replies SET url = replace(url, :handle, 'erased')
WHERE case_id = ANY(:ids) AND strpos(url, :handle) > 0 RETURNING case_id
"""),
    text("""
UPDATE activities SET details = jsonb_set(details, '{url}', to_jsonb(replace(details->>'url', :handle, 'erased')))
WHERE case_id = ANY(:ids) AND kind = 'replied' AND strpos(details->>'url', :handle) > 0 RETURNING case_id
"""),
    text("""
UPDATE cases SET reply_url = replace(reply_url, :handle, 'erased'),
    snapshot = jsonb_set(snapshot, '{reply,url}', to_jsonb(replace(snapshot->'reply'->>'url', :handle, 'erased')))
WHERE id = ANY(:ids) AND strpos(reply_url, :handle) > 0 RETURNING id
"""),
)
