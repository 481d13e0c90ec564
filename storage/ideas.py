"""The repository of ideas."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, delete, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.errors import UnknownIdea
from bot.domain.idea import Idea, IdeaChange, IdeaId, IdeaKind, IdeaStatus, Wish, open_idea
from bot.domain.people import MemberId
from storage.tables import idea_cases, idea_changes, idea_votes, ideas


class SqlIdeas:
    """Fulfils `bot.ports.Ideas`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def open(self, wish: Wish, by: MemberId, at: datetime, *, identity: str) -> Idea | None:
        """Store a new idea; None where one came under this identity already."""
        row = {**asdict(wish), "status": IdeaStatus.OPEN, "opened_by": by, "opened_at": at, "changed_at": at}
        number = await self._session.scalar(
            upsert(ideas)
            .values(identity=identity, **row)
            .on_conflict_do_nothing(index_elements=["identity"])
            .returning(ideas.c.id)
        )
        if number is None:
            return None
        idea = open_idea(IdeaId(number), wish, by, at)
        await self._remember(idea.id, IdeaChange(by=by, at=at, status=idea.status))
        return idea

    async def came_as(self, identity: str) -> Idea:
        """The idea that came under this identity."""
        [idea] = await self._many(_IDEAS.where(ideas.c.identity == identity))
        return idea

    async def get(self, idea_id: IdeaId) -> Idea:
        """Read an idea to change it; others wait until this unit of work ends. Raises UnknownIdea."""
        # The lock comes by itself: votes and cases that are read with it would be as old as the wait for it.
        await self._session.execute(select(ideas.c.id).where(ideas.c.id == idea_id).with_for_update())
        return await self.read(idea_id)

    async def read(self, idea_id: IdeaId) -> Idea:
        """Read an idea to look at it. Raises UnknownIdea."""
        found = await self._many(_IDEAS.where(ideas.c.id == idea_id))
        if not found:
            raise UnknownIdea(idea_id)
        return found[0]

    async def save(self, idea: Idea, change: IdeaChange) -> None:
        """Store what a change has made of an idea, and the change in its history."""
        values = {name: getattr(idea, name) for name in ("status", "reason", "owner", "changed_at")}
        await self._session.execute(update(ideas).where(ideas.c.id == idea.id).values(**values))
        await self._remember(idea.id, change)

    async def changes(self, idea_id: IdeaId) -> list[IdeaChange]:
        """All that was decided about an idea, in order; the first is its opening."""
        c = idea_changes.c
        rows = await self._session.execute(
            select(c.by, c.at, c.status, c.owner, c.reason).where(c.idea_id == idea_id).order_by(c.id)
        )
        return [IdeaChange(**{**row._mapping, "status": IdeaStatus(row.status)}) for row in rows]

    async def vote(self, idea_id: IdeaId, member: MemberId, at: datetime) -> None:
        """Count a person's vote; again changes nothing."""
        await self._put(idea_votes, idea_id=idea_id, member=member, at=at)

    async def take_back_vote(self, idea_id: IdeaId, member: MemberId) -> None:
        """Count a person's vote no more."""
        mine = (idea_votes.c.idea_id == idea_id) & (idea_votes.c.member == member)
        await self._session.execute(delete(idea_votes).where(mine))

    async def link(self, idea_id: IdeaId, case_id: CaseId) -> None:
        """Let a case stand behind an idea; again changes nothing."""
        await self._put(idea_cases, idea_id=idea_id, case_id=case_id)

    async def unlink(self, idea_id: IdeaId, case_id: CaseId) -> None:
        """Take a case away from an idea."""
        this = (idea_cases.c.idea_id == idea_id) & (idea_cases.c.case_id == case_id)
        await self._session.execute(delete(idea_cases).where(this))

    async def page(self, statuses: Collection[IdeaStatus], *, newest: bool, limit: int, offset: int) -> list[Idea]:
        """Ideas that stand there, the most wanted first, or the newest."""
        order = [ideas.c.id.desc()] if newest else [_VOTES.desc(), ideas.c.id.desc()]
        return await self._many(_IDEAS.where(_at(statuses)).order_by(*order).limit(limit).offset(offset))

    async def like(self, text: str, statuses: Collection[IdeaStatus], limit: int) -> list[Idea]:
        """Ideas that stand there, those first that share the most telling words with a text, then the most wanted."""
        given = {"text": text, "statuses": sorted(statuses), "most": limit}
        numbers = [row.id for row in await self._session.execute(_LIKE, given)]
        found = {idea.id: idea for idea in await self._many(_IDEAS.where(ideas.c.id.in_(numbers)))}
        return [found[number] for number in numbers]

    async def _many(self, query: Select[Any]) -> list[Idea]:
        return [_idea(row) for row in await self._session.execute(query)]

    async def _put(self, table: Table, **row: Any) -> None:
        await self._session.execute(upsert(table).values(**row).on_conflict_do_nothing())

    async def _remember(self, idea_id: IdeaId, change: IdeaChange) -> None:
        await self._session.execute(insert(idea_changes).values(idea_id=idea_id, **asdict(change)))


def _at(statuses: Collection[IdeaStatus]) -> ColumnElement[bool]:
    return ideas.c.status.in_(sorted(statuses))


def _idea(row: Row[Any]) -> Idea:
    of = {"kind": IdeaKind(row.kind), "status": IdeaStatus(row.status)}
    return Idea(**{**row._mapping, **of, "votes": frozenset(row.votes), "cases": tuple(row.cases)})


_VOTES = (
    select(func.count()).where(idea_votes.c.idea_id == ideas.c.id).correlate(ideas).scalar_subquery().label("wanted")
)
_VOTERS = (
    select(func.coalesce(func.array_agg(idea_votes.c.member), text("'{}'")))
    .where(idea_votes.c.idea_id == ideas.c.id)
    .correlate(ideas)
    .scalar_subquery()
)
_CASES = (
    select(
        func.coalesce(func.array_agg(aggregate_order_by(idea_cases.c.case_id, idea_cases.c.case_id)), text("'{}'"))
    )
    .where(idea_cases.c.idea_id == ideas.c.id)
    .correlate(ideas)
    .scalar_subquery()
)
_IDEAS = select(
    *(column for column in ideas.c if column.name != "identity"), _VOTERS.label("votes"), _CASES.label("cases")
)

_LIKE = text("""
WITH asked AS (
    SELECT lexeme FROM unnest(tsvector_to_array(to_tsvector('simple', :text))) AS lexeme
    WHERE length(lexeme) > 1
      AND ts_lexize('english_stem', lexeme) IS DISTINCT FROM '{}'  -- what a dictionary makes of a stop word
      AND ts_lexize('german_stem', lexeme) IS DISTINCT FROM '{}'
), known AS (
    SELECT id, tsvector_to_array(to_tsvector('simple', title || ' ' || description)) AS words
    FROM ideas WHERE status = ANY(:statuses)
), shared AS (
    SELECT known.id, asked.lexeme
    FROM known CROSS JOIN LATERAL unnest(known.words) AS lexeme JOIN asked USING (lexeme)
), rarity AS (  -- a word that is in every idea says next to nothing
    SELECT lexeme, ln(1 + (SELECT count(*) FROM known)::float / count(*)) AS weight FROM shared GROUP BY lexeme
)
SELECT known.id FROM known LEFT JOIN shared USING (id) LEFT JOIN rarity USING (lexeme)
GROUP BY known.id
ORDER BY coalesce(sum(weight), 0) DESC, (SELECT count(*) FROM idea_votes WHERE idea_id = known.id) DESC, known.id DESC
LIMIT :most
""")
"""Takes `text`, `statuses` and `most`; gives the numbers of ideas."""
