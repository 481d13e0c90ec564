"""The repository of thank-you notes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.people import MemberId
from bot.domain.status import Status
from bot.domain.thanks import ThankNote
from storage.tables import cases, thank_notes


class SqlThankNotes:
    """Fulfils `bot.ports.ThankNotes`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, note: ThankNote, identity: str) -> int | None:
        """Keep a note; returns its number, None where one with this identity is kept already."""
        added: int | None = await self._session.scalar(
            insert(thank_notes)
            .values(
                case_id=note.case_id,
                by=note.by,
                member=note.member,
                text=note.text,
                identity=identity,
                at=note.at,
            )
            .on_conflict_do_nothing()
            .returning(thank_notes.c.id)
        )
        return added

    async def get(self, number: int) -> ThankNote | None:
        """A note, if there is one of this number."""
        row = (await self._session.execute(select(thank_notes).where(thank_notes.c.id == number))).one_or_none()
        return _note(row) if row else None

    async def to(self, member: MemberId, since: datetime, hidden: Collection[str]) -> list[ThankNote]:
        """What somebody was thanked for since a moment, oldest first; nothing of void cases, nor of those of `hidden`
        communities."""
        rows = await self._session.execute(
            select(thank_notes)
            .join(cases)
            .where(thank_notes.c.member == member, thank_notes.c.at >= since, cases.c.status != Status.VOID.value)
            .where(cases.c.community.not_in(sorted(hidden)))
            .order_by(thank_notes.c.at, thank_notes.c.id)
        )
        return [_note(row) for row in rows]


def _note(row: Row[Any]) -> ThankNote:
    return ThankNote(
        number=row.id,
        case_id=CaseId(row.case_id),
        by=MemberId(row.by),
        member=MemberId(row.member),
        text=row.text,
        at=row.at,
    )
