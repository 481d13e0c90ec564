"""The repositories of what people settled, and of what was learned of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.learning import Lesson, Standing, Subject
from bot.domain.mention import MentionId
from bot.domain.people import MemberId
from bot.domain.status import Status
from bot.ports import StoredModel
from storage.tables import cases, lessons, mentions, models

_SETTLED = (Status.REPLIED.value, Status.CLOSED.value)
"""Where a case stands that was answered: its community is the right one."""


class SqlLessons:
    """Fulfils `bot.ports.Lessons`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self, subject: Subject, mention: MentionId, labels: Sequence[str], by: MemberId, at: datetime
    ) -> None:
        """Note what a mention is by the word of a person."""
        values = {"labels": list(labels), "by": by, "at": at}
        await self._session.execute(
            insert(lessons)
            .values(kind=subject.value, mention_id=mention, **values)
            .on_conflict_do_update(index_elements=["kind", "mention_id"], set_=values)
        )

    async def count(self, subject: Subject) -> int:
        """How many mentions people settled."""
        counted = await self._session.scalar(
            select(func.count()).select_from(lessons).where(lessons.c.kind == subject.value)
        )
        return counted or 0

    async def intents(self) -> list[Lesson]:
        """What people said that mentions want, with their words; those that were erased are not among them."""
        rows = await self._session.execute(
            select(mentions.c.text, lessons.c.labels)
            .join(mentions, mentions.c.id == lessons.c.mention_id)
            .where(lessons.c.kind == Subject.INTENT.value, mentions.c.text != "")
            .order_by(lessons.c.id)
        )
        return [Lesson(text=row.text, labels=tuple(row.labels)) for row in rows]

    async def routes(self, limit: int) -> list[Lesson]:
        """Where mentions belong: the community in which their case was answered or closed, the newest first. Those
        that stayed where they came count like those that were moved."""
        first = func.min(mentions.c.id).label("id")
        opening = (
            select(first, cases.c.community)
            .join(cases, cases.c.id == mentions.c.case_id)
            .where(cases.c.status.in_(_SETTLED))
            .group_by(cases.c.id, cases.c.community)
            .order_by(cases.c.id.desc())
            .limit(limit)
            .subquery()
        )
        rows = await self._session.execute(
            select(mentions.c.text, opening.c.community)
            .join(opening, opening.c.id == mentions.c.id)
            .where(mentions.c.text != "")
            .order_by(mentions.c.id.desc())
        )
        return [Lesson(text=row.text, labels=(row.community,)) for row in rows]


class SqlModels:
    """Fulfils `bot.ports.Models`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def fitted(self) -> dict[Subject, datetime]:
        """When the model of each subject was fitted, where there is one."""
        rows = await self._session.execute(select(models.c.kind, models.c.fitted_at))
        return {Subject(row.kind): row.fitted_at for row in rows}

    async def get(self, subject: Subject) -> StoredModel:
        """The model of a subject."""
        row = (await self._session.execute(select(models).where(models.c.kind == subject.value))).one()
        return StoredModel(
            subject=subject,
            fitted_at=row.fitted_at,
            lessons=row.lessons,
            model=row.stored,
            standings=tuple(Standing(**one) for one in row.details),
        )

    async def put(self, stored: StoredModel) -> None:
        """Keep a model instead of the one before."""
        values = {
            "fitted_at": stored.fitted_at,
            "lessons": stored.lessons,
            "stored": stored.model,
            "details": [asdict(one) for one in stored.standings],
        }
        await self._session.execute(
            insert(models)
            .values(kind=stored.subject.value, **values)
            .on_conflict_do_update(index_elements=["kind"], set_=values)
        )
