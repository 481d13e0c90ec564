"""The repository of mentions as they come in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.mention import Mention, MentionId
from bot.ports import Touched, Waiting
from storage.authors import author_ids
from storage.mentions import WITH_AUTHOR, to_kept
from storage.spelling import can_be_kept
from storage.tables import mentions
from storage.tombstones import buried


class SqlArrivals:
    """Fulfils `bot.ports.Arrivals`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, mention: Mention, arrived_at: datetime) -> MentionId | None:
        """Store a mention; None where it is known already, or was erased."""
        if await buried(self._session, [mention]):
            return None
        ids = await author_ids(self._session, [mention])
        added = await self._session.scalar(
            insert(mentions).values(_row(mention, arrived_at, ids)).on_conflict_do_nothing().returning(mentions.c.id)
        )
        return None if added is None else MentionId(added)

    async def add_many(self, batch: Collection[Mention], arrived_at: datetime, *, waiting: bool) -> int:
        """Store mentions, to be gathered if they are `waiting`; others open no case. Those that are known already are
        left as they are, those that were erased stay so. Returns how many were new."""
        known = await self._known(batch) | await buried(self._session, batch)
        new = {(m.source, m.external_id): m for m in reversed(list(batch)) if (m.source, m.external_id) not in known}
        rows = list(reversed(new.values()))
        if not rows:
            return 0
        ids = await author_ids(self._session, rows)
        added = await self._session.execute(
            insert(mentions).on_conflict_do_nothing(),
            [_row(m, arrived_at, ids) | {"waiting": waiting} for m in rows],
            execution_options={"preserve_rowcount": True},
        )
        return cast("CursorResult[Any]", added).rowcount

    async def known(self, source: str, external_ids: Collection[str]) -> frozenset[str]:
        """Which of these were stored before."""
        asked = sorted(filter(can_be_kept, external_ids))
        if not asked:
            return frozenset()
        found = await self._session.scalars(
            select(mentions.c.external_id).where(
                mentions.c.source == source, mentions.c.external_id == func.any(asked)
            )
        )
        return frozenset(found)

    async def edit(self, batch: Collection[Mention]) -> list[Touched]:
        """Take over the newer words of mentions that are known already; returns those that changed."""
        changed = []
        for mention in batch:
            if mention.edited_at is None:
                continue
            row = (
                await self._session.execute(
                    update(mentions)
                    .where(
                        mentions.c.source == mention.source,
                        mentions.c.external_id == mention.external_id,
                        func.coalesce(mentions.c.edited_at, mentions.c.posted_at) < mention.edited_at,
                        mentions.c.text != mention.text,
                        or_(mentions.c.gone_at.is_(None), mentions.c.gone_at < mention.edited_at),
                    )
                    .values(text=mention.text, edited_at=mention.edited_at, gone_at=None)
                    .returning(mentions.c.id, mentions.c.case_id)
                )
            ).one_or_none()
            if row:
                changed.append(Touched(MentionId(row.id), row.case_id))
        return changed

    async def withdraw(self, source: str, external_ids: Collection[str], at: datetime) -> list[Touched]:
        """Forget the words of mentions that were taken back outside; returns those that had any."""
        rows = await self._session.execute(
            update(mentions)
            .where(
                mentions.c.source == source,
                mentions.c.external_id == func.any(sorted(external_ids)),
                mentions.c.gone_at.is_(None),
            )
            .values(text="", gone_at=at)
            .returning(mentions.c.id, mentions.c.case_id)
        )
        return [Touched(MentionId(row.id), row.case_id) for row in rows]

    async def waiting(self, limit: int) -> list[Waiting]:
        """The mentions that wait to be gathered, in the order in which they came."""
        rows = await self._session.execute(WITH_AUTHOR.where(mentions.c.waiting).order_by(mentions.c.id).limit(limit))
        return [Waiting(to_kept(row), row.case_id) for row in rows]

    async def gathered(self, homes: Mapping[MentionId, CaseId]) -> None:
        """Count each of these to its case, unless it has one already; none of them waits any more."""
        if homes:
            await self._session.execute(_GATHERED, {"ids": list(homes), "cases": list(homes.values())})

    async def gather_anew(self, chosen: Collection[MentionId]) -> None:
        """Let the words of these be known in the case in which they are now."""
        await self._session.execute(update(mentions).where(mentions.c.id.in_(chosen)).values(waiting=True))

    async def _known(self, batch: Collection[Mention]) -> set[tuple[str, str]]:
        """Which of these stand here already. Asking first keeps a repeated import from burning ids."""
        by_source: dict[str, list[str]] = {}
        for mention in batch:
            by_source.setdefault(mention.source, []).append(mention.external_id)
        return {(source, one) for source, ids in by_source.items() for one in await self.known(source, ids)}


_GATHERED = text(
    "UPDATE mentions SET case_id = coalesce(mentions.case_id, home.case_id), waiting = false "
    "FROM unnest(CAST(:ids AS bigint[]), CAST(:cases AS bigint[])) AS home (id, case_id) WHERE mentions.id = home.id"
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
        "edited_at": mention.edited_at,
        "arrived_at": arrived_at,
    }
