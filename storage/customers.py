"""The repository of customers: their authors, and what is known of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, case, delete, exists, func, insert, or_, select, tuple_, union, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.customer import (
    AuthorId,
    CustomerId,
    Deed,
    Joining,
    JoiningId,
    Joins,
    KnownAuthor,
    Membership,
    Pair,
)
from bot.domain.history import Happened
from bot.domain.mention import Author
from bot.domain.people import MemberId
from bot.domain.provenance import TIER, Copied, Kept, Owned, Tier
from storage.tables import (
    authors,
    cases,
    customer_authors,
    customer_data,
    customers,
    joinings,
    mentions,
    partings,
)
from storage.timeline import happened

_NUMBER = 0x637573746F6D
_HOLD = select(func.pg_advisory_xact_lock(_NUMBER))


class SqlCustomers:
    """Fulfils `bot.ports.Customers`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def called(self, name: str, limit: int, hidden: Collection[str]) -> list[KnownAuthor]:
        """The authors with this handle or name, whatever its capitals; where there is none, those with it as a part
        of their handle or name."""
        handle, called, asked = func.lower(authors.c.handle), func.lower(authors.c.name), func.lower(name)
        exact = or_(handle == asked, called == asked)
        part = or_(func.strpos(handle, asked) > 0, func.strpos(called, asked) > 0)
        return await self._some(exact, limit, hidden) or await self._some(part, limit, hidden)

    async def at_source(self, source: str, handle: str, hidden: Collection[str]) -> KnownAuthor | None:
        """The author with this handle there, whatever its capitals."""
        there = (func.lower(authors.c.source) == func.lower(source)) & (
            func.lower(authors.c.handle) == func.lower(handle)
        )
        return next(iter(await self._some(there, 1, hidden)), None)

    async def who_wrote(self, case_id: CaseId, limit: int) -> list[KnownAuthor]:
        """The authors of a case, the first to write first."""
        first = (
            select(mentions.c.author_id, func.min(mentions.c.id).label("first"))
            .where(mentions.c.case_id == case_id, mentions.c.author_id.is_not(None))
            .group_by(mentions.c.author_id)
            .order_by("first")
            .limit(limit)
            .subquery()
        )
        rows = await self._session.execute(
            select(authors).join(first, first.c.author_id == authors.c.id).order_by(first.c.first)
        )
        return [_author(row) for row in rows]

    async def authors(self, ids: Collection[AuthorId], hidden: Collection[str]) -> list[KnownAuthor]:
        """These authors, as far as they are known."""
        return await self._some(authors.c.id.in_(ids), None, hidden)

    async def with_mail(self, mail: str, sources: Collection[str]) -> list[AuthorId]:
        """The authors with this address as their handle in any of these sources."""
        found = await self._session.scalars(
            select(authors.c.id)
            .where(func.lower(authors.c.handle) == func.lower(mail), authors.c.source.in_(sources))
            .order_by(authors.c.id)
        )
        return [AuthorId(number) for number in found]

    async def hold(self) -> None:
        """Let nobody else join or separate authors until this unit of work ends."""
        await self._session.execute(_HOLD)

    async def fresh(self, at: datetime) -> CustomerId:
        """The number of a new customer."""
        made = await self._session.scalars(insert(customers).values(since=at).returning(customers.c.id))
        return CustomerId(made.one())

    async def joins(self, authors: Collection[AuthorId], among: Collection[CustomerId] = ()) -> Joins:
        """Who is whom among these authors, the authors of the customers `among` which one looks, and all that are one
        customer with any of them."""
        c = customer_authors.c
        theirs = select(c.customer_id).where(c.author_id.in_(authors), c.ended_with.is_(None))
        rows = await self._session.execute(
            select(customer_authors).where(
                or_(c.customer_id.in_(theirs), c.customer_id.in_(among)), c.ended_with.is_(None)
            )
        )
        memberships = frozenset(map(_membership, rows))
        everyone = {*authors, *(one.author for one in memberships)}
        pairs = await self._session.execute(
            select(partings).where(or_(partings.c.one_id.in_(everyone), partings.c.other_id.in_(everyone)))
        )
        return Joins(memberships=memberships, parted=frozenset(_pair(row.one_id, row.other_id) for row in pairs))

    async def make(self, joining: Joining) -> JoiningId:
        """Store an act and all that it changes."""
        values = {name: getattr(joining, name) for name in ("deed", "by", "at", "why", "undoes")}
        number = JoiningId(
            (await self._session.scalars(insert(joinings).values(**values).returning(joinings.c.id))).one()
        )
        c = customer_authors.c
        ended = [one.author for one in joining.ended]
        await self._session.execute(
            update(customer_authors).where(c.author_id.in_(ended), c.ended_with.is_(None)).values(ended_with=number)
        )
        if joining.begun:
            await self._session.execute(insert(customer_authors), [_begun(one, number) for one in joining.begun])
        if joining.reconciled:
            gone = tuple_(partings.c.one_id, partings.c.other_id).in_(list(_sides(joining.reconciled)))
            await self._session.execute(delete(partings).where(gone))
        if joining.parted:
            rows = [{"one_id": one, "other_id": other} for one, other in _sides(joining.parted)]
            await self._session.execute(upsert(partings).on_conflict_do_nothing(), rows)
        return number

    async def made(self, number: JoiningId) -> Joining | None:
        """An act as it was made, without the pairs that it parted."""
        row = (await self._session.execute(select(joinings).where(joinings.c.id == number))).one_or_none()
        if row is None:
            return None
        c = customer_authors.c
        touched = await self._session.execute(
            select(customer_authors).where(or_(c.began_with == number, c.ended_with == number))
        )
        kept = list(touched)
        return Joining(
            deed=Deed(row.deed),
            by=row.by,
            at=row.at,
            why=row.why,
            undoes=row.undoes,
            ended=frozenset(_membership(one) for one in kept if one.ended_with == number),
            begun=frozenset(_membership(one) for one in kept if one.began_with == number),
        )

    async def newest(self, authors: Collection[AuthorId], among: Collection[CustomerId] = ()) -> JoiningId | None:
        """The last act that changed anything about these authors, about the customers that they are, or about those
        `among` which one looks."""
        c = customer_authors.c
        theirs = select(c.customer_id).where(c.author_id.in_(authors), c.ended_with.is_(None))
        found = await self._session.scalars(
            select(func.max(func.greatest(c.began_with, c.ended_with))).where(
                or_(c.author_id.in_(authors), c.customer_id.in_(theirs), c.customer_id.in_(among))
            )
        )
        number = found.one()
        return None if number is None else JoiningId(number)

    async def known_of(self, authors: Collection[AuthorId]) -> list[Kept]:
        """What is kept about these authors, each thing once, the oldest first."""
        c = customer_data.c
        rows = await self._session.execute(
            select(customer_data).where(c.author_id.in_(authors), c.until.is_(None)).order_by(c.id)
        )
        return list(dict.fromkeys(map(_kept, rows)))

    async def keep(self, authors: Collection[AuthorId], kept: Kept) -> None:
        """Keep something about all of these authors. What is borrowed or displayed has another type."""
        row = {**_marks(kept), "value": kept.value, "since": kept.since}
        await self._session.execute(insert(customer_data), [{"author_id": one, **row} for one in sorted(authors)])

    async def end(self, authors: Collection[AuthorId], ended: Iterable[Kept], at: datetime) -> None:
        """Let these hold no longer."""
        c = customer_data.c
        for kept in ended:
            this = [c[name] == value for name, value in {**_marks(kept), "value": kept.value}.items()]
            await self._session.execute(
                update(customer_data).where(c.author_id.in_(authors), c.until.is_(None), *this).values(until=at)
            )

    async def tier_of(self, case_id: CaseId) -> Tier | None:
        """The highest tier that is kept about anyone who wrote in a case."""
        mine, theirs = customer_authors.alias(), customer_authors.alias()
        data = customer_data.c
        wrote = select(mentions.c.author_id).where(mentions.c.case_id == case_id, mentions.c.author_id.is_not(None))
        same = (
            select(theirs.c.author_id)
            .join(mine, mine.c.customer_id == theirs.c.customer_id)
            .where(mine.c.author_id.in_(wrote), mine.c.ended_with.is_(None), theirs.c.ended_with.is_(None))
        )
        rank = case({tier.value: place for place, tier in enumerate(Tier)}, value=data.value)
        found = await self._session.scalars(
            select(func.max(rank)).where(
                data.key == TIER, data.until.is_(None), data.author_id.in_(union(wrote, same))
            )
        )
        place = found.one()
        return None if place is None else list(Tier)[place]

    async def timeline(
        self, authors: Collection[AuthorId], limit: int, offset: int, hidden: Collection[str]
    ) -> list[Happened]:
        """All that these authors said and that followed from it, newest first, but for cases of `hidden`
        communities."""
        return await happened(self._session, authors, limit, offset, hidden)

    async def _some(self, of: ColumnElement[bool], limit: int | None, hidden: Collection[str]) -> list[KnownAuthor]:
        query = select(authors).where(of, *_seen(hidden)).order_by(authors.c.id).limit(limit)
        return [_author(row) for row in await self._session.execute(query)]


def _seen(hidden: Collection[str]) -> Iterator[ColumnElement[bool]]:
    """Whether an author has said anything that may be seen, or nothing at all."""
    if not hidden:
        return
    said = exists().where(mentions.c.author_id == authors.c.id)
    unseen = select(cases.c.id).where(cases.c.community.in_(sorted(hidden)))
    open_to_all = or_(mentions.c.case_id.is_(None), mentions.c.case_id.not_in(unseen))
    yield or_(said.where(open_to_all, ~mentions.c.waiting), ~said)


def _author(row: Row[Any]) -> KnownAuthor:
    return KnownAuthor(id=AuthorId(row.id), author=Author(source=row.source, handle=row.handle, name=row.name))


def _membership(row: Row[Any]) -> Membership:
    return Membership(
        author=AuthorId(row.author_id),
        customer=CustomerId(row.customer_id),
        since=row.since,
        by=row.by,
        why=row.why,
    )


def _begun(one: Membership, number: JoiningId) -> dict[str, Any]:
    named = {"author_id": one.author, "customer_id": one.customer, "since": one.since, "by": one.by, "why": one.why}
    return {**named, "began_with": number}


def _pair(one: int, other: int) -> Pair:
    return Pair({AuthorId(one), AuthorId(other)})


def _sides(pairs: Iterable[Pair]) -> Iterator[tuple[AuthorId, AuthorId]]:
    """Each pair in the order in which it is stored."""
    for pair in pairs:
        one, other = sorted(pair)
        yield one, other


def _marks(kept: Kept) -> dict[str, str]:
    """What tells one thing apart from another: its key and where it is from."""
    match kept:
        case Owned(key=key, by=by):
            return {"key": key, "provenance": "owned", "source": "", "record": by}
        case Copied(key=key, system=system, record=record):
            return {"key": key, "provenance": "copied", "source": system, "record": record}


def _kept(row: Row[Any]) -> Kept:
    if row.provenance == "owned":
        return Owned(key=row.key, value=row.value, by=MemberId(row.record), since=row.since)
    return Copied(key=row.key, value=row.value, system=row.source, record=row.record, since=row.since)
