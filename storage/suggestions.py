"""The repository of pairs of cases that may be one matter."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import case, delete, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.people import MemberId
from bot.domain.status import Status
from bot.domain.suggestion import Suggestion
from storage.tables import cases, suggestions


class SqlSuggestions:
    """Fulfils `bot.ports.Suggestions`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(
        self, one: CaseId, other: CaseId, nearness: float, terms: Sequence[str], at: datetime, *, quiet: bool = False
    ) -> bool:
        """Suggest that two cases are one matter, or note it where that is too unsure to ask people (`quiet`); False
        where that was known, or refused, before."""
        first, second = sorted((one, other))
        put = insert(suggestions).values(
            case_id=first, other_id=second, nearness=nearness, terms=list(terms), at=at, quiet=quiet
        )
        louder = suggestions.c.quiet & ~put.excluded.quiet & ~suggestions.c.refused
        added = await self._session.scalar(
            put.on_conflict_do_update(
                index_elements=["case_id", "other_id"],
                set_={name: put.excluded[name] for name in ("nearness", "terms", "at", "quiet")},
                where=louder,
            ).returning(suggestions.c.case_id)
        )
        return added is not None

    async def siblings(self, case_id: CaseId, since: datetime) -> list[CaseId]:
        """The live cases that nobody owns and that are the same matter as this one, or as one that is, by what was
        noted since then; the oldest first."""
        rows = await self._session.scalars(_SIBLINGS, {"case_id": case_id, "since": since})
        return [CaseId(one) for one in rows]

    async def of(self, case_id: CaseId, limit: int, *, within: Collection[str]) -> list[Suggestion]:
        """The open cases of these communities that may be the same matter as this one, the nearest first."""
        other = case((suggestions.c.case_id == case_id, suggestions.c.other_id), else_=suggestions.c.case_id)
        rows = await self._session.execute(
            select(cases.c.id, cases.c.matter, cases.c.community, cases.c.mentions, cases.c.owner, suggestions)
            .join(cases, cases.c.id == other)
            .where(
                or_(suggestions.c.case_id == case_id, suggestions.c.other_id == case_id),
                suggestions.c.refused.is_(False),
                suggestions.c.quiet.is_(False),
                cases.c.status == Status.OPEN,
                cases.c.community.in_(within),
            )
            .order_by(suggestions.c.nearness.desc(), cases.c.id)
            .limit(limit)
        )
        return [
            Suggestion(
                other=CaseId(row.id),
                matter=row.matter,
                community=row.community,
                mentions=row.mentions,
                owned=row.owner is not None,
                nearness=row.nearness,
                terms=tuple(row.terms),
            )
            for row in rows
        ]

    async def refuse(self, one: CaseId, other: CaseId, by: MemberId, at: datetime) -> None:
        """Note that two cases are not one matter, by the word of a person: it is not suggested again, and Muster
        never joins what belongs to one to the other."""
        first, second = sorted((one, other))
        refused = {"refused": True, "refused_by": by}
        await self._session.execute(
            insert(suggestions)
            .values(case_id=first, other_id=second, nearness=0.0, terms=[], at=at, **refused)
            .on_conflict_do_update(index_elements=["case_id", "other_id"], set_=refused)
        )

    async def allow(self, one: CaseId, other: CaseId) -> None:
        """Forget what was suggested or refused about two cases: a person merged them."""
        first, second = sorted((one, other))
        await self._session.execute(
            delete(suggestions).where(suggestions.c.case_id == first, suggestions.c.other_id == second)
        )

    async def refused(self) -> set[tuple[CaseId, CaseId]]:
        """The pairs of cases, the lower number first, that people keep apart; one that was merged is the case that it
        went on in."""
        rows = await self._session.execute(_REFUSED)
        return {(CaseId(min(row)), CaseId(max(row))) for row in rows if row[0] != row[1]}


_REFUSED = text("""
    WITH RECURSIVE went(id, at) AS (
        SELECT unnest(ARRAY[case_id, other_id]), unnest(ARRAY[case_id, other_id]) FROM suggestions WHERE refused
        UNION SELECT went.id, cases.merged_into FROM went JOIN cases ON cases.id = went.at
        WHERE cases.merged_into IS NOT NULL
    ),
    now(id, at) AS (
        SELECT went.id, went.at FROM went JOIN cases ON cases.id = went.at WHERE cases.merged_into IS NULL
    )
    SELECT one.at, other.at FROM suggestions
    JOIN now AS one ON one.id = suggestions.case_id JOIN now AS other ON other.id = suggestions.other_id
    WHERE suggestions.refused AND EXISTS (
        SELECT FROM cases WHERE id IN (one.at, other.at) AND status IN ('open', 'replied'))
""")
"""The pairs that are refused, each of the two where it stands now."""

_SIBLINGS = text("""
    WITH RECURSIVE kin(id) AS (
        SELECT CAST(:case_id AS bigint)
        UNION SELECT CASE WHEN kin.id = suggestions.case_id THEN suggestions.other_id ELSE suggestions.case_id END
        FROM kin JOIN suggestions ON kin.id = suggestions.case_id OR kin.id = suggestions.other_id
        WHERE NOT suggestions.refused AND suggestions.at >= :since
    )
    SELECT cases.id FROM kin JOIN cases USING (id)
    WHERE cases.id <> :case_id AND cases.status = 'open' AND cases.owner IS NULL ORDER BY cases.id
""")
"""Matters that led a part of a storm have kin of their own, and are part of the whole by then."""
