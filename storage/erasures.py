"""The repository of erasures: who is to be forgotten, how far that has come, and each piece of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.customer import AuthorId, KnownAuthor
from bot.domain.erasure import Erasure, Step
from bot.domain.mention import Author, Mention
from bot.domain.people import MemberId
from storage import erasing_author, erasing_words
from storage.tables import authors, cases, customer_data, deliveries, erasures, lessons, mentions, verdicts
from storage.tombstones import buried


class SqlErasures:
    """Fulfils `bot.ports.Erasures`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def begin(self, author: AuthorId, by: MemberId | None, at: datetime) -> int:
        """Note that an author is to be forgotten; returns the number of the erasure, of the one that runs already
        where one does."""
        values: dict[str, Any] = {
            "author_id": author,
            "asked_by": by,
            "asked_at": at,
            "step": Step.WORDS.value,
            "counts": {},
        }
        running = erasures.c.done_at.is_(None)
        await self._session.execute(
            upsert(erasures)
            .values(**values)
            .on_conflict_do_nothing(index_elements=["author_id"], index_where=running)
        )
        found = await self._session.scalars(select(erasures.c.id).where(erasures.c.author_id == author, running))
        number: int = found.one()
        return number

    async def since(self, at: datetime) -> bool:
        """Whether anything was being erased since then: what was read before may hold what is gone."""
        found = await self._session.scalar(
            select(erasures.c.id).where(or_(erasures.c.done_at.is_(None), erasures.c.done_at > at)).limit(1)
        )
        return found is not None

    async def get(self, number: int) -> Erasure:
        """An erasure, to take it further; nobody else does until this unit of work ends."""
        row = await self._session.execute(select(erasures).where(erasures.c.id == number).with_for_update())
        return _erasure(row.one())

    async def keep(self, erasure: Erasure) -> None:
        """Store how far an erasure has come."""
        await self._session.execute(
            update(erasures)
            .where(erasures.c.id == erasure.id)
            .values(
                step=erasure.step.value,
                after=erasure.after,
                counts=dict(erasure.counts),
                named_in=list(erasure.named_in),
                done_at=erasure.done_at,
            )
        )

    async def author(self, author: AuthorId) -> KnownAuthor | None:
        """Who an author is, as long as that is known."""
        row = (await self._session.execute(select(authors).where(authors.c.id == author))).one_or_none()
        known = row and Author(source=row.source, handle=row.handle, name=row.name)
        return KnownAuthor(id=author, author=known) if known else None

    async def hold_author(self, author: AuthorId) -> None:
        """Let nothing more come in from an author until this unit of work ends."""
        await self._session.execute(select(authors.c.id).where(authors.c.id == author).with_for_update())

    async def preview(self, author: AuthorId) -> Mapping[str, int]:
        """What would go with an author, counted."""
        mine = mentions.c.author_id == author
        source = select(authors.c.source).where(authors.c.id == author).scalar_subquery()
        homes = select(mentions.c.case_id).where(mine, mentions.c.case_id.is_not(None))
        kept = func.octet_length(deliveries.c.raw) > 0
        counted = {
            "mentions": select(func.count()).select_from(mentions).where(mine, mentions.c.text != ""),
            "cases": select(func.count()).select_from(cases).where(cases.c.id.in_(homes)),
            "lessons": select(func.count()).select_from(lessons.join(mentions)).where(mine),
            "verdicts": select(func.count())
            .select_from(verdicts)
            .where(verdicts.c.case_id.in_(homes), verdicts.c.words.is_not(None)),
            "known": select(func.count()).select_from(customer_data).where(customer_data.c.author_id == author),
            "raw": select(func.count())
            .select_from(deliveries)
            .where(deliveries.c.source == source, deliveries.c.state == "read", kept),
        }
        row = (
            await self._session.execute(select(*(one.scalar_subquery().label(key) for key, one in counted.items())))
        ).one()
        return dict(row._mapping)

    async def erase_words(
        self, author: AuthorId, after: int, limit: int, at: datetime
    ) -> tuple[int | None, Mapping[str, int]]:
        """Erase the first mentions of an author behind one number, once nobody gathers."""
        return await erasing_words.erase_words(self._session, author, after, limit, at)

    async def words_left(self, author: AuthorId) -> bool:
        """Whether anything of an author is not erased yet."""
        return await erasing_words.words_left(self._session, author)

    async def cases(self, author: AuthorId, after: int, limit: int) -> list[CaseId]:
        """The next cases that an author's mentions are in, or have come with."""
        c = mentions.c
        each = (
            select(c.case_id.label("id"))
            .where(c.author_id == author)
            .union(select(func.unnest(c.came_with)).where(c.author_id == author))
        )
        ids = each.subquery()
        found = await self._session.scalars(select(ids.c.id).where(ids.c.id > after).order_by(ids.c.id).limit(limit))
        return [CaseId(number) for number in found]

    async def named_by_colleagues(self, chosen: Collection[CaseId], names: Sequence[str]) -> Mapping[CaseId, int]:
        """How many texts of colleagues hold one of these names, in each of these cases where any does."""
        return dict(await erasing_author.named_by_colleagues(self._session, chosen, names))

    async def erase_links(self, chosen: Collection[CaseId], handle: str) -> int:
        """Take a handle out of the links to our replies; returns how many cases had it there."""
        return await erasing_author.erase_links(self._session, chosen, handle)

    async def empty_read(self, source: str, limit: int) -> int:
        """Empty raw deliveries of a source that were read; returns how many."""
        return await erasing_author.empty_read(self._session, source, limit)

    async def empty_parked(self, source: str, handle: str) -> int:
        """Empty the parked deliveries of a source that name somebody; returns how many."""
        return await erasing_author.empty_parked(self._session, source, handle)

    async def erase_author(self, author: AuthorId) -> Mapping[str, int]:
        """Erase who an author was, what is known of them, and who they were joined to."""
        counts = await erasing_author.erase_customer(self._session, author)
        await erasing_author.erase_author(self._session, author)
        return counts

    async def forget_learned(self) -> bool:
        """Use nothing any more that was learned from words, until it is learned anew; False where nothing was."""
        return await erasing_author.forget_learned(self._session)

    async def erased(self, batch: Collection[Mention]) -> bool:
        """Whether any of these was erased, and must not come back."""
        return bool(await buried(self._session, batch))


def _erasure(row: Row[Any]) -> Erasure:
    return Erasure(
        id=row.id,
        author=AuthorId(row.author_id),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        step=Step(row.step),
        after=row.after,
        counts=row.counts,
        named_in=[CaseId(number) for number in row.named_in],
        done_at=row.done_at,
    )
