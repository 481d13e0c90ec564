"""The repository that lets go of what is kept too long, some at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.customer import AuthorId
from bot.domain.retention import Class
from storage.erasing_author import erase_author, erase_customer
from storage.erasing_words import erase_words
from storage.tables import authors, cases, deliveries, erasures, lessons, mentions, retentions, verdicts
from storage.together import HOLD_TOGETHERNESS

_REMEMBERED = timedelta(days=40)
"""How long it is remembered on which days was looked."""

_FORGOTTEN = "(forgotten %"


class SqlRetentions:
    """Fulfils `bot.ports.Retentions`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def claim(self, day: date, at: datetime) -> bool:
        """Take a day's look on; False where it was taken before."""
        await self._session.execute(delete(retentions).where(retentions.c.day < day - _REMEMBERED))
        taken = await self._session.scalar(
            insert(retentions).values(day=day, at=at).on_conflict_do_nothing().returning(retentions.c.day)
        )
        return taken is not None

    async def let_go(self, what: Class, before: datetime, limit: int, at: datetime) -> tuple[int, list[CaseId]]:
        """Let some of a class go that is older than a moment; returns how many, and their cases where words went."""
        ways: dict[Class, Callable[[], Awaitable[tuple[int, list[CaseId]]]]] = {
            Class.RAW: lambda: self._empty(deliveries.c.state == "read", before, limit),
            Class.PARKED: lambda: self._empty(deliveries.c.state == "parked", before, limit),
            Class.HISTORY: lambda: self._erase(_history(before), limit, at),
            Class.ENDED: lambda: self._erase(_ended(before), limit, at),
            Class.VERDICTS: lambda: self._unquote(before, limit),
            Class.AUTHORS: lambda: self._unname(before, limit, at),
        }
        return await ways[what]()

    async def _empty(self, state: ColumnElement[bool], before: datetime, limit: int) -> tuple[int, list[CaseId]]:
        kept = func.octet_length(deliveries.c.raw) > 0
        some = select(deliveries.c.id).where(state, kept, deliveries.c.received_at < before).limit(limit)
        emptied = await self._session.scalars(
            update(deliveries).where(deliveries.c.id.in_(some)).values(raw=b"").returning(deliveries.c.id)
        )
        return len(emptied.all()), []

    async def _erase(self, old: ColumnElement[bool], limit: int, at: datetime) -> tuple[int, list[CaseId]]:
        """The words of mentions; that they were there still counts."""
        await self._session.execute(HOLD_TOGETHERNESS)
        some = select(mentions.c.id).where(old, mentions.c.gone_at.is_(None)).order_by(mentions.c.id).limit(limit)
        ids = (await self._session.scalars(some)).all()
        await self._session.execute(delete(lessons).where(lessons.c.mention_id.in_(ids)))
        erased = await self._session.scalars(
            update(mentions)
            .where(mentions.c.id.in_(ids))
            .values(text="", url=None, gone_at=at, waiting=False)
            .returning(mentions.c.case_id)
        )
        return len(ids), sorted({CaseId(one) for one in erased if one})

    async def _unquote(self, before: datetime, limit: int) -> tuple[int, list[CaseId]]:
        old = verdicts.c.words.is_not(None) & (verdicts.c.at < before)
        some = select(verdicts.c.case_id).where(old).distinct().limit(limit)
        unquoted = await self._session.scalars(
            update(verdicts)
            .where(verdicts.c.case_id.in_(some), old)
            .values(words=None, quotable=False)
            .returning(verdicts.c.case_id)
        )
        found = unquoted.all()
        return len(found), sorted({CaseId(one) for one in found})

    async def _unname(self, before: datetime, limit: int, at: datetime) -> tuple[int, list[CaseId]]:
        """Authors of whom no words are left. What is left of their mentions names them too."""
        await self._session.execute(HOLD_TOGETHERNESS)
        mine: Any = mentions.c.author_id == authors.c.id
        silent = select(func.max(mentions.c.gone_at)).where(mine).scalar_subquery() < before
        speaks = exists().where(mine, mentions.c.gone_at.is_(None))
        running = exists().where(erasures.c.author_id == authors.c.id, erasures.c.done_at.is_(None))
        known = authors.c.handle.not_like(_FORGOTTEN)
        lost = select(mentions.c.author_id).where(mentions.c.gone_at < before)
        some = select(authors.c.id).where(authors.c.id.in_(lost), known, ~speaks, silent, ~running)
        ids = (await self._session.scalars(some.limit(limit).with_for_update())).all()
        for number in ids:
            after: int | None = 0
            while after is not None:
                after, _ = await erase_words(self._session, AuthorId(number), after, limit, at)
            await erase_customer(self._session, AuthorId(number))
            await erase_author(self._session, AuthorId(number))
        return len(ids), []


def _history(before: datetime) -> ColumnElement[bool]:
    return mentions.c.case_id.is_(None) & (mentions.c.arrived_at < before) & ~mentions.c.waiting


def _ended(before: datetime) -> ColumnElement[bool]:
    return mentions.c.case_id.in_(select(cases.c.id).where(cases.c.ended_at < before))
