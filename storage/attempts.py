"""The repository of what was tried and did not work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.attempt import Attempt
from bot.domain.case import CaseId
from bot.domain.people import MemberId
from bot.domain.status import Status
from storage.tables import attempts, cases


class SqlAttempts:
    """Fulfils `bot.ports.Attempts`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, attempt: Attempt, identity: str) -> int | None:
        """Keep an attempt; returns its number, None where one with this identity is kept already."""
        added: int | None = await self._session.scalar(
            insert(attempts)
            .values(
                case_id=attempt.case_id,
                member=attempt.member,
                text=attempt.text,
                learned=attempt.learned,
                identity=identity,
                at=attempt.at,
            )
            .on_conflict_do_nothing()
            .returning(attempts.c.id)
        )
        return added

    async def get(self, number: int) -> Attempt | None:
        """An attempt, if there is one of this number."""
        row = (await self._session.execute(select(attempts).where(attempts.c.id == number))).one_or_none()
        return _attempt(row) if row else None

    async def honour(self, number: int, by: MemberId, at: datetime) -> bool:
        """Let a digest tell of an attempt; False where somebody honoured it before."""
        done = await self._session.scalar(
            update(attempts)
            .where(attempts.c.id == number, attempts.c.honoured_by.is_(None))
            .values(honoured_by=by, honoured_at=at)
            .returning(attempts.c.id)
        )
        return done is not None

    async def honoured(self, community: str, start: datetime, end: datetime) -> list[Attempt]:
        """What was honoured from `start` until before `end` of a community's cases, oldest first; void cases count
        for nothing."""
        within = (attempts.c.honoured_at >= start) & (attempts.c.honoured_at < end)
        rows = await self._session.execute(
            select(attempts)
            .join(cases)
            .where(within, cases.c.community == community, cases.c.status != Status.VOID.value)
            .order_by(attempts.c.honoured_at, attempts.c.id)
        )
        return [_attempt(row) for row in rows]

    async def waiting(self, community: str, start: datetime, end: datetime, most: int) -> list[Attempt]:
        """What was tried from `start` until before `end` in a community's cases and nobody has honoured yet, oldest
        first; void cases count for nothing."""
        within = (attempts.c.at >= start) & (attempts.c.at < end) & attempts.c.honoured_by.is_(None)
        rows = await self._session.execute(
            select(attempts)
            .join(cases)
            .where(within, cases.c.community == community, cases.c.status != Status.VOID.value)
            .order_by(attempts.c.at, attempts.c.id)
            .limit(most)
        )
        return [_attempt(row) for row in rows]


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(
        number=row.id,
        case_id=CaseId(row.case_id),
        member=MemberId(row.member),
        text=row.text,
        learned=row.learned,
        at=row.at,
        honoured_by=row.honoured_by,
        honoured_at=row.honoured_at,
    )
