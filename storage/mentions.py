"""The repository of mentions and their authors."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Row, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.mention import Author, KeptMention, Mention, MentionId
from bot.domain.names import folded_name
from storage.authors import author_ids
from storage.tables import authors, cases, mentions
from storage.together import give_back, take_along


class SqlMentions:
    """Fulfils `bot.ports.Mentions`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, mention: Mention, arrived_at: datetime) -> MentionId | None:
        """Store a mention; None where it is known already."""
        ids = await author_ids(self._session, [mention])
        added = await self._session.scalar(
            insert(mentions).values(_row(mention, arrived_at, ids)).on_conflict_do_nothing().returning(mentions.c.id)
        )
        return None if added is None else MentionId(added)

    async def meet_authors(self, batch: Collection[Mention]) -> None:
        """Know who wrote these, before any of them is stored; in one order, so that two who bring the same people
        never wait for each other."""
        await author_ids(self._session, batch)

    async def add_many(self, batch: Sequence[Mention], arrived_at: datetime) -> int:
        """Store mentions that open no case. Returns how many were new."""
        known = await self._known(batch)
        new = {(m.source, m.external_id): m for m in batch if (m.source, m.external_id) not in known}
        rows = [new[place] for place in sorted(new)]
        if not rows:
            return 0
        ids = await author_ids(self._session, rows)
        added = await self._session.execute(
            insert(mentions).on_conflict_do_nothing(),
            [_row(m, arrived_at, ids) for m in rows],
            execution_options={"preserve_rowcount": True},
        )
        return cast("CursorResult[Any]", added).rowcount

    async def attach(self, mention: MentionId, case_id: CaseId) -> None:
        """Count a mention to a case."""
        await self._session.execute(update(mentions).where(mentions.c.id == mention).values(case_id=case_id))

    async def first_of(self, case_id: CaseId) -> Mention:
        """The mention that a case was opened for: its own come before those that merged cases brought. One that was
        merged shows that of the case that it went on in."""
        own_first = func.cardinality(mentions.c.came_with)
        found = await self._session.execute(
            _WITH_AUTHOR.where(mentions.c.case_id == case_id).order_by(own_first, mentions.c.id).limit(1)
        )
        row = found.one_or_none()
        if row is None:
            into = await self._session.scalars(
                select(cases.c.merged_into).where(cases.c.id == case_id, cases.c.merged_into.is_not(None))
            )
            return await self.first_of(CaseId(into.one()))
        return _mention(row)

    async def of_case(
        self, case_id: CaseId, *, among: Collection[MentionId] | None = None, limit: int | None = None
    ) -> list[KeptMention]:
        """The mentions of a case, newest first; only those `among` these, at most so many."""
        query = _WITH_AUTHOR.where(mentions.c.case_id == case_id).order_by(mentions.c.id.desc()).limit(limit)
        if among is not None:
            query = query.where(mentions.c.id.in_(among))
        rows = await self._session.execute(query)
        return [KeptMention(id=MentionId(row.id), arrived_at=row.arrived_at, mention=_mention(row)) for row in rows]

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
        return _mention((await self._session.execute(_WITH_AUTHOR.where(mentions.c.id == mention))).one())

    async def newest_like(self, mention: MentionId) -> Mention:
        """The newest mention in the case of this one by the same author; itself where there is none."""
        this = mentions.alias()
        same = (mentions.c.case_id == this.c.case_id) & (mentions.c.author_id == this.c.author_id)
        found = await self._session.execute(
            _WITH_AUTHOR.join(this, (mentions.c.id == this.c.id) | same)
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

    async def count_authors(self, case_id: CaseId) -> int:
        """How many different people wrote the mentions of a case; unknown ones count one each."""
        counted = await self._session.scalar(
            select(
                func.count(func.distinct(mentions.c.author_id)) + func.count().filter(mentions.c.author_id.is_(None))
            ).where(mentions.c.case_id == case_id)
        )
        return counted or 0

    async def _known(self, batch: Sequence[Mention]) -> set[tuple[str, str]]:
        """Which of these stand here already. Asking first keeps a repeated import from burning ids."""
        by_source: dict[str, list[str]] = {}
        for mention in batch:
            by_source.setdefault(mention.source, []).append(mention.external_id)
        known: set[tuple[str, str]] = set()
        for source, ids in by_source.items():
            found = await self._session.scalars(
                select(mentions.c.external_id).where(
                    mentions.c.source == source, mentions.c.external_id == func.any(ids)
                )
            )
            known.update((source, external_id) for external_id in found)
        return known


_WITH_AUTHOR = select(mentions, authors.c.handle, authors.c.name).select_from(mentions.outerjoin(authors))


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
    )


def _row(mention: Mention, arrived_at: datetime, ids: dict[tuple[str, str], int]) -> dict[str, Any]:
    author = mention.author
    return {
        "source": mention.source,
        "external_id": mention.external_id,
        "author_id": ids[(author.source, author.handle)] if author else None,
        "text": mention.text,
        "url": mention.url,
        "posted_at": mention.posted_at,
        "reach": mention.reach,
        "thread": mention.thread,
        "arrived_at": arrived_at,
    }
