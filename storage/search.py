"""Search in mentions, drafts and replies."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Row,
    Select,
    Subquery,
    and_,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.inquiry import Inquiry, Kind
from bot.domain.people import MemberId
from bot.domain.sheet import EarlierAnswer, Found
from storage.likeness import ANSWERS_LIKE
from storage.tables import authors, cases, drafts, members, mentions, replies

RECENT = 4_000
"""Rows of a kind, the newest, that are looked through before any index of words is asked.

A page of a common word is full after a few of them. Where it is not, the word is rare, or was common only long ago,
and then all its rows are fetched and sorted: thousands, seldom more. PostgreSQL left alone chooses between these two
by the frequency that it guesses for the words, and a wrong guess walks through a million rows for ten.
"""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One kind of what can be found. The moment and `place` order it; `place` is its primary key."""

    kind: Kind
    table: FromClause
    at: str
    place: tuple[str, ...]
    member: str | None = None


_SHELVES = (
    _Shelf(Kind.MENTION, mentions, "posted_at", ("id",)),
    _Shelf(Kind.DRAFT, drafts, "at", ("case_id", "revision"), member="author"),
    _Shelf(Kind.REPLY, replies, "at", ("id",), member="by"),
)


class SqlSearch:
    """Fulfils `bot.ports.Search`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def newest(
        self,
        inquiry: Inquiry,
        members: Sequence[MemberId],
        zone: ZoneInfo,
        limit: int,
        offset: int,
        hidden: Collection[str],
    ) -> list[Found]:
        """What fulfils an inquiry, newest first, but for the cases of `hidden` communities. `members` are those its
        `member` names; days begin in `zone`."""
        asked = _Asked(inquiry, members, zone, frozenset(hidden))
        kinds = inquiry.kinds
        hits = [hit for shelf in _SHELVES if shelf.kind in kinds for hit in asked.hits(shelf, limit + offset)]
        every = union_all(*hits).subquery()
        page = select(every).order_by(*_newest_first(every)).limit(limit).offset(offset).subquery()
        # A plan made once for all words would be the wrong one for most.
        await self._session.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))
        return [_found(row) for row in await self._session.execute(_in_full(page))]

    async def members_called(self, name: str) -> list[MemberId]:
        """The people inside with this id, or with this name or part of a name, whatever its capitals."""
        words = func.concat(" ", func.lower(members.c.name), " ")
        called = func.strpos(words, func.concat(" ", func.lower(name), " ")) > 0
        found = select(members.c.id).where(or_(members.c.id == name, called))
        return [MemberId(member) for member in await self._session.scalars(found)]

    async def answers_like(
        self, text: str, limit: int, not_case: CaseId, hidden: Collection[str]
    ) -> list[EarlierAnswer]:
        """What customers were told who had said something similar, the most similar first, then the newest; nothing
        of `hidden` communities."""
        asked = {"text": text, "not_case": not_case, "most": limit, "hidden": sorted(hidden)}
        found = await self._session.execute(ANSWERS_LIKE, asked)
        return [EarlierAnswer(**row._mapping) for row in found]


@dataclass(frozen=True, slots=True)
class _Asked:
    """An inquiry, on its way to the tables."""

    inquiry: Inquiry
    members: Sequence[MemberId]
    zone: ZoneInfo
    hidden: frozenset[str]

    def hits(self, shelf: _Shelf, most: int) -> Iterator[Select[Any]]:
        """The newest rows of a shelf that fulfil the inquiry: of its recent ones, or of all where those are few."""
        kept = shelf.table
        span = list(self._span(shelf, kept))
        rows = select(kept).where(*span).order_by(*_order(shelf, kept)).limit(RECENT).subquery()
        recent = (
            _marks(shelf, rows).where(*self._conditions(shelf, rows)).order_by(*_order(shelf, rows)).limit(most).cte()
        )
        enough = select(func.count()).select_from(recent).scalar_subquery() >= most
        everything = (
            _marks(shelf, kept)
            .where(*span, *self._conditions(shelf, kept), ~enough)
            .cte()
            .prefix_with("MATERIALIZED")  # else the limit would tempt the planner to walk through the days again
        )
        yield select(recent).where(enough)
        yield select(everything)

    def _span(self, shelf: _Shelf, rows: FromClause) -> Iterator[ColumnElement[bool]]:
        since, until = self.inquiry.since(self.zone), self.inquiry.until(self.zone)
        if since:
            yield rows.c[shelf.at] >= since
        if until:
            yield rows.c[shelf.at] < until
        if self.inquiry.community or self.inquiry.status:
            yield rows.c.case_id.is_not(None)

    def _conditions(self, shelf: _Shelf, rows: FromClause) -> Iterator[ColumnElement[bool]]:
        inquiry = self.inquiry
        if inquiry.words:
            query = func.websearch_to_tsquery(literal_column("'simple'::regconfig"), inquiry.words)
            yield rows.c.words.op("@@")(query)
        if inquiry.community or inquiry.status:
            yield rows.c.case_id.in_(select(cases.c.id).where(*_of_case(inquiry)))
        if self.hidden:
            shown = select(cases.c.id).where(cases.c.community.not_in(sorted(self.hidden)))
            yield or_(rows.c.case_id.is_(None), rows.c.case_id.in_(shown))
        if inquiry.author:
            name = func.lower(inquiry.author)
            known = or_(func.lower(authors.c.handle) == name, func.lower(authors.c.name) == name)
            found = select(authors.c.id).where(known).scalar_subquery()
            yield rows.c.author_id == func.any(func.array(found))  # a list is looked up, a join might read all
        if inquiry.source:
            yield rows.c.source == inquiry.source
        if inquiry.member and shelf.member:
            yield rows.c[shelf.member] == func.any(list(self.members))


def _of_case(inquiry: Inquiry) -> Iterator[ColumnElement[bool]]:
    if inquiry.community:
        yield cases.c.community == inquiry.community
    if inquiry.status:
        yield cases.c.status == inquiry.status


def _order(shelf: _Shelf, rows: FromClause) -> list[ColumnElement[Any]]:
    return [rows.c[name].desc() for name in (shelf.at, *shelf.place)]


def _marks(shelf: _Shelf, rows: FromClause) -> Select[Any]:
    """What tells a row apart and when it was, without its text."""
    first, second = (*(rows.c[name] for name in shelf.place), literal(0, Integer))[:2]
    return select(
        literal(shelf.kind.value).label("kind"),
        rows.c[shelf.at].label("at"),
        first.label("first"),
        second.label("second"),
    )


def _newest_first(marks: Subquery) -> list[ColumnElement[Any]]:
    return [marks.c.at.desc(), marks.c.kind, marks.c.first.desc(), marks.c.second.desc()]


def _in_full(page: Subquery) -> Select[Any]:
    """The rows of a page with their texts, people and cases."""
    of = {kind: page.c.kind == kind.value for kind in Kind}
    case_id = func.coalesce(mentions.c.case_id, drafts.c.case_id, replies.c.case_id)
    member = func.coalesce(drafts.c.author, replies.c.by)
    revised = and_(of[Kind.DRAFT], drafts.c.revision.is_distinct_from(cases.c.draft_revision))
    followed = and_(of[Kind.REPLY], replies.c.at.is_distinct_from(cases.c.reply_at))
    return (
        select(
            page.c.kind,
            page.c.at,
            func.coalesce(mentions.c.text, drafts.c.text, replies.c.text).label("text"),
            func.coalesce(members.c.name, authors.c.handle).label("by"),
            mentions.c.source,
            drafts.c.revision,
            or_(revised, followed).label("void"),
            case_id.label("case_id"),
            cases.c.status,
            cases.c.community,
        )
        .select_from(page)
        .outerjoin(mentions, and_(of[Kind.MENTION], mentions.c.id == page.c.first))
        .outerjoin(authors, authors.c.id == mentions.c.author_id)
        .outerjoin(
            drafts,
            and_(of[Kind.DRAFT], drafts.c.case_id == page.c.first, drafts.c.revision == page.c.second),
        )
        .outerjoin(replies, and_(of[Kind.REPLY], replies.c.id == page.c.first))
        .outerjoin(members, members.c.id == member)
        .outerjoin(cases, cases.c.id == case_id)
        .order_by(*_newest_first(page))
    )


def _found(row: Row[Any]) -> Found:
    return Found(**{**row._mapping, "kind": Kind(row.kind)})
