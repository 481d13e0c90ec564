"""The repository of mentions and their authors."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Row, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.growth import STRETCHES, Growth
from bot.domain.mention import Author, KeptMention, Mention, MentionId
from bot.domain.names import folded_name
from bot.domain.priority import Spread
from storage.tables import authors, cases, mentions
from storage.together import give_back, take_along


class SqlMentions:
    """Fulfils `bot.ports.Mentions`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def first_of(self, case_id: CaseId) -> Mention:
        """The words of `first_kept_of`."""
        return (await self.first_kept_of(case_id)).mention

    async def first_kept_of(self, case_id: CaseId) -> KeptMention:
        """The mention that a case was opened for: its own come before those that merged cases brought. One that was
        merged shows that of the case that it went on in."""
        own_first = func.cardinality(mentions.c.came_with)
        found = await self._session.execute(
            WITH_AUTHOR.where(mentions.c.case_id == case_id).order_by(own_first, mentions.c.id).limit(1)
        )
        row = found.one_or_none()
        if row is None:
            into = await self._session.scalars(
                select(cases.c.merged_into).where(cases.c.id == case_id, cases.c.merged_into.is_not(None))
            )
            return await self.first_kept_of(CaseId(into.one()))
        return to_kept(row)

    async def of_case(
        self, case_id: CaseId, *, among: Collection[MentionId] | None = None, limit: int | None = None
    ) -> list[KeptMention]:
        """The mentions of a case, newest first; only those `among` these, at most so many."""
        query = WITH_AUTHOR.where(mentions.c.case_id == case_id).order_by(mentions.c.id.desc()).limit(limit)
        if among is not None:
            query = query.where(mentions.c.id.in_(among))
        rows = await self._session.execute(query)
        return [to_kept(row) for row in rows]

    async def first_texts(self, cases: Collection[CaseId], limit: int) -> dict[CaseId, list[str]]:
        """What was said first in each of these cases, at most so many texts."""
        if not cases:
            return {}
        rows = await self._session.execute(_FIRST_TEXTS, {"cases": list(cases), "limit": limit})
        return {CaseId(row.id): row.texts for row in rows}

    async def merge(self, one: CaseId, into: CaseId) -> None:
        """Count the mentions of a case to another one, each knowing which case it came with."""
        await self._session.execute(take_along(mentions, one, into))

    async def part(self, case_id: CaseId, one: CaseId) -> int:
        """Give the mentions that came with `one` last back to it; returns how many they are."""
        given = await self._session.execute(give_back(mentions, case_id, one))
        return cast("CursorResult[Any]", given).rowcount

    async def split(self, chosen: Collection[MentionId], case_id: CaseId) -> None:
        """Count mentions to a new case that is made of them."""
        await self._session.execute(
            update(mentions).where(mentions.c.id.in_(chosen)).values(case_id=case_id, came_with=[])
        )

    async def get(self, mention: MentionId) -> Mention:
        """One mention."""
        return _mention((await self._session.execute(WITH_AUTHOR.where(mentions.c.id == mention))).one())

    async def newest_like(self, mention: MentionId) -> Mention:
        """The newest mention in the case of this one by the same author; itself where there is none."""
        this = mentions.alias()
        same = (mentions.c.case_id == this.c.case_id) & (mentions.c.author_id == this.c.author_id)
        found = await self._session.execute(
            WITH_AUTHOR.join(this, (mentions.c.id == this.c.id) | same)
            .where(this.c.id == mention, mentions.c.id >= mention)
            .order_by(mentions.c.id.desc())
            .limit(1)
        )
        return _mention(found.one())

    async def others_named(self, names: Collection[str], not_in: CaseId) -> frozenset[str]:
        """Those of these names, in the form of `folded_name`, that belong to somebody who wrote outside, and to
        nobody who wrote in this case."""
        spelled = sorted({*names, *(name.replace("ss", "ß") for name in names)})  # the fold writes ß as ss
        handle, name = func.lower(authors.c.handle), func.lower(authors.c.name)
        written = select(mentions.c.author_id).where(mentions.c.case_id == not_in)
        borne = await self._names(or_(handle.in_(spelled), name.in_(spelled)))
        if not borne & set(names):
            return frozenset()
        ours = await self._names(authors.c.id.in_(written))
        return frozenset(borne & set(names) - ours - {part for one in ours for part in one.split()})

    async def _names(self, of: ColumnElement[bool]) -> set[str]:
        """The names and handles of some authors, folded."""
        rows = await self._session.execute(select(authors.c.handle, authors.c.name).where(of))
        return {folded_name(word) for row in rows for word in row if word}

    async def spreads(self, cases: Collection[CaseId], since: datetime) -> dict[CaseId, Spread]:
        """How far each of these cases has spread; its mentions count as recent from `since` on."""
        rows = await self._session.execute(
            select(
                mentions.c.case_id,
                _AUTHORS.label("authors"),
                func.count().filter(mentions.c.arrived_at >= since).label("recent"),
                func.coalesce(func.max(mentions.c.reach), 0).label("reach"),
            )
            .where(mentions.c.case_id.in_(set(cases)))
            .group_by(mentions.c.case_id)
        )
        return {row.case_id: Spread(authors=row.authors, recent=row.recent, reach=row.reach) for row in rows}

    async def growth(self, case_id: CaseId) -> Growth:
        """How the mentions of a case came in."""
        rows = (await self._session.execute(_GROWTH, {"case_id": case_id, "stretches": STRETCHES})).all()
        counts = {row.stretch: row.many for row in rows}
        return Growth(
            counts=tuple(counts.get(stretch, 0) for stretch in range(1, STRETCHES + 1)),
            sources=rows[0].sources,
            first_at=rows[0].first,
            last_at=rows[0].last,
        )


_FIRST_TEXTS = text("""
    SELECT one.id, ARRAY(SELECT text FROM mentions WHERE case_id = one.id ORDER BY id LIMIT :limit) AS texts
    FROM unnest(CAST(:cases AS bigint[])) AS one (id)
""")

_GROWTH = text("""
    WITH came AS (
            SELECT arrived_at, extract(epoch FROM arrived_at) AS at, source FROM mentions WHERE case_id = :case_id
        ),
        span AS (
            SELECT min(arrived_at) AS first, max(arrived_at) AS last, min(at) AS low, max(at) + 1 AS high,
                count(DISTINCT source) AS sources
            FROM came
        )
    SELECT first, last, sources, count(*) AS many,
        least(:stretches, width_bucket(at, low, high, :stretches)) AS stretch
    FROM came, span GROUP BY first, last, sources, stretch
""")

_AUTHORS = func.count(func.distinct(mentions.c.author_id)) + func.count().filter(mentions.c.author_id.is_(None))

WITH_AUTHOR = select(mentions, authors.c.handle, authors.c.name).select_from(mentions.outerjoin(authors))


def to_kept(row: Row[Any]) -> KeptMention:
    """A row of WITH_AUTHOR as the mention that it keeps."""
    return KeptMention(id=MentionId(row.id), arrived_at=row.arrived_at, mention=_mention(row))


def _mention(row: Row[Any]) -> Mention:
    author = Author(source=row.source, handle=row.handle, name=row.name) if row.handle else None
    return Mention(
        source=row.source,
        external_id=row.external_id,
        text=row.text,
        author=author,
        posted_at=row.posted_at,
        url=row.url,
        reach=row.reach,
        thread=row.thread,
        edited_at=row.edited_at,
    )
