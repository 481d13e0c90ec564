"""Erasing what an author wrote: the words, and all that they were copied into when they came in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Row, delete, func, literal, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.customer import AuthorId
from bot.domain.erasure import ERASED
from bot.domain.mention import Author, Mention
from storage.tables import authors, lessons, mentions
from storage.together import HOLD_TOGETHERNESS
from storage.tombstones import bury
from storage.traces import SqlTraces

PREFIX = "erased/"
"""How the external id of an erased mention begins; its own number follows."""

_ERASED_ID = literal(PREFIX).concat(mentions.c.id)
_LEFT = mentions.c.external_id != _ERASED_ID


async def words_left(session: AsyncSession, author: AuthorId) -> bool:
    """Whether anything of an author is not erased yet."""
    found = await session.scalar(select(mentions.c.id).where(mentions.c.author_id == author, _LEFT).limit(1))
    return found is not None


async def erase_words(
    session: AsyncSession, author: AuthorId, after: int, limit: int, at: datetime
) -> tuple[int | None, dict[str, int]]:
    """Erase the first mentions of an author behind one number; returns the last number, None where there were none,
    and what was done."""
    await session.execute(HOLD_TOGETHERNESS)
    query = select(mentions, authors.c.handle).join(authors).where(mentions.c.author_id == author, _LEFT)
    found = await session.execute(query.where(mentions.c.id > after).order_by(mentions.c.id).limit(limit))
    if not (rows := found.all()):
        return None, {}
    ids = [row.id for row in rows]
    await bury(session, ((row.source, row.external_id) for row in rows), at)
    counts = {"mentions": len(ids)}
    counts["lessons"] = await _count(session, delete(lessons).where(lessons.c.mention_id.in_(ids)))
    related: list[CaseId] = []
    homes = {CaseId(one) for row in rows for one in (row.case_id, *row.came_with) if one}
    if homes:
        related = await SqlTraces(session).related(homes)
        counts["reasons"] = await _count(session, _REASONS, {"cases": related, "ids": ids, "erased": ERASED})
    values = {"text": "", "url": None, "thread": None, "external_id": _ERASED_ID, "waiting": False}
    gone_at = func.coalesce(mentions.c.gone_at, at)
    await session.execute(update(mentions).where(mentions.c.id.in_(ids)).values(**values, gone_at=gone_at))
    counts["keys"] = await _erase_keys(session, rows, related)
    return ids[-1], counts


async def _erase_keys(session: AsyncSession, rows: Sequence[Row[Any]], related: Sequence[CaseId]) -> int:
    """Let go of what cases know these conversations by, where it names the author or nobody else speaks there. What
    was changed or taken back before had other words when its case was opened, so all related cases are looked at."""
    keys = sorted({_mention(row).external_key for row in rows})
    named = {"source": rows[0].source, "handle": rows[0].handle, "prefix": PREFIX}
    erased = await session.scalars(_KEYS, {"keys": keys, "cases": list(related), **named})
    if ids := erased.all():
        await session.execute(_KEYS_OF_OPENINGS, {"ids": ids})
    return len(ids)


def _mention(row: Row[Any]) -> Mention:
    return Mention(
        source=row.source,
        external_id=row.external_id,
        text=row.text,
        author=Author(source=row.source, handle=row.handle),
        posted_at=row.posted_at,
        thread=row.thread,
    )


async def _count(session: AsyncSession, statement: Any, given: dict[str, Any] | None = None) -> int:
    done = await session.execute(statement, given) if given else await session.execute(statement)
    return cast("CursorResult[Any]", done).rowcount


_REASONS = text("""
UPDATE activities SET details = jsonb_set(details, '{reason}', to_jsonb(CAST(:erased AS text)))
WHERE case_id = ANY(:cases) AND kind = 'joined' AND CAST(details->>'mention' AS bigint) = ANY(:ids)
""")

_KEYS = text("""
UPDATE cases c SET external_key = :prefix || 'case/' || same.first,
    snapshot = jsonb_set(snapshot, '{external_key}', to_jsonb(:prefix || 'case/' || same.first))
FROM (SELECT external_key, min(id) AS first FROM cases
      WHERE external_key IN (SELECT external_key FROM cases WHERE external_key = ANY(:keys) OR id = ANY(:cases))
      GROUP BY external_key) same
WHERE same.external_key = c.external_key
  AND c.id IN (SELECT id FROM cases WHERE external_key = ANY(:keys) OR id = ANY(:cases) ORDER BY id FOR UPDATE)
  AND c.external_key NOT LIKE :prefix || '%'
  AND (starts_with(c.external_key, :source || '/author/' || :handle || '/')
    OR length(:handle) >= 3 AND strpos(lower(c.external_key), lower(:handle)) > 0
    OR c.external_key = ANY(:keys) AND NOT EXISTS (
      SELECT 1 FROM mentions m
      WHERE m.case_id = c.id AND m.gone_at IS NULL AND c.external_key = m.source || '/thread/' || m.thread))
RETURNING c.id
""")
"""Cases of one conversation keep a key in common, for only the first of them earns credit."""

_KEYS_OF_OPENINGS = text("""
UPDATE activities SET details = jsonb_set(details, '{external_key}', to_jsonb(cases.external_key))
FROM cases WHERE cases.id = case_id AND case_id = ANY(:ids) AND kind = 'opened'
""")
