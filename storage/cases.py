"""The repository of cases."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.activity import Activity, Opened
from bot.domain.case import Case, CaseId, open_case, replay
from bot.domain.errors import Stale, UnknownCase
from bot.domain.mention import Author
from bot.domain.people import Member, MemberId
from bot.domain.slot import slot_of_person
from bot.domain.status import LIVE, Status
from storage import activity_codec, case_rows
from storage.case_news import store_first_news, store_news
from storage.tables import activities, authors, cases, mentions, slots
from storage.together import HOLD_TOGETHERNESS, RELY_ON_TOGETHERNESS

_LIVE = cases.c.status.in_(sorted(LIVE))
_OPEN = cases.c.status == Status.OPEN.value
_URGENT_FIRST = (cases.c.urgency.desc(), cases.c.due_at.asc().nulls_last(), cases.c.id)


class SqlCases:
    """Fulfils `bot.ports.Cases`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def open(self, opened: Opened) -> Case:
        """Store a new case with its first activity."""
        case = open_case(await self.number(), opened)
        await self.open_many([case])
        return case

    async def number(self) -> CaseId:
        """The number of the next case."""
        return CaseId((await self._session.scalars(_NUMBER)).one())

    async def open_many(self, opened: Sequence[Case]) -> None:
        """Store new cases, each with all that has happened to it; their first news is that they opened."""
        if opened:
            await self._session.execute(insert(cases), [{"id": case.id, **case_rows.to_row(case)} for case in opened])
            await store_first_news(self._session, opened)

    async def get(self, case_id: CaseId) -> Case:
        """Read a case to change it; others wait until this unit of work ends. Raises UnknownCase."""
        return await self._one(case_id, _SNAPSHOTS.with_for_update())

    async def get_both(self, one: CaseId, other: CaseId) -> tuple[Case, Case]:
        """Read two cases to change them. Until this unit of work ends no mention comes in, and no other case is
        merged, parted or split: so no two of them ever wait for each other. Raises UnknownCase."""
        await self._session.execute(HOLD_TOGETHERNESS)
        found = {case_id: await self.get(case_id) for case_id in sorted({one, other})}
        return found[one], found[other]

    async def get_alone(self, case_id: CaseId) -> Case:
        """Read one case to change it, under the same terms. Raises UnknownCase."""
        return (await self.get_both(case_id, case_id))[0]

    async def get_surviving(self, case_id: CaseId) -> Case:
        """Read a case, or the one that it went on in, to change it. Raises UnknownCase."""
        await self._session.execute(RELY_ON_TOGETHERNESS)
        return await self.get(await self._survivor(case_id))

    async def read(self, case_id: CaseId) -> Case:
        """Read a case to look at it. Raises UnknownCase."""
        return await self._one(case_id, _SNAPSHOTS)

    async def save(self, case: Case) -> None:
        """Store a case and its news, if nobody else did meanwhile. Raises Stale."""
        if not case.news:
            return
        before = case.version - len(case.news)
        saved = await self._session.scalar(
            update(cases)
            .where(cases.c.id == case.id, cases.c.version == before)
            .values(**case_rows.to_row(case))
            .returning(cases.c.id)
        )
        if saved is None:
            raise Stale
        await store_news(self._session, case)

    async def activities(self, case_id: CaseId) -> list[Activity]:
        """All that happened to a case, in order."""
        rows = await self._session.execute(
            select(activities).where(activities.c.case_id == case_id).order_by(activities.c.number)
        )
        return [activity_codec.from_row(row.kind, row.by, row.at, row.details) for row in rows]

    async def about(self, external_keys: Collection[str]) -> dict[str, list[CaseId]]:
        """The cases in which each of these conversations went on, newest first; a merged one is the case that it went
        on in. Nothing is merged, parted or split until this unit of work ends."""
        await self._session.execute(RELY_ON_TOGETHERNESS)
        rows = await self._session.execute(
            select(cases.c.id, cases.c.external_key, cases.c.merged_into)
            .where(cases.c.external_key == func.any(sorted(external_keys)), cases.c.status != Status.VOID.value)
            .order_by(cases.c.id.desc())
        )
        found: dict[str, list[CaseId]] = {}
        for row in rows.all():
            known = found.setdefault(row.external_key, [])
            case_id = await self._survivor(row.id) if row.merged_into else CaseId(row.id)
            if len(known) < _LAST_MATTERS and case_id not in known:
                known.append(case_id)
        return found

    async def wrote_in(self, author: Author, case_id: CaseId) -> bool:
        """Whether an author wrote a mention of a case."""
        found = await self._session.scalar(
            select(mentions.c.id)
            .join(authors)
            .where(
                mentions.c.case_id == case_id, authors.c.source == author.source, authors.c.handle == author.handle
            )
            .limit(1)
        )
        return found is not None

    async def open_in(self, community: str, limit: int) -> list[Case]:
        """The open cases of a community, newest first."""
        return await self._many(
            _SNAPSHOTS.where(_OPEN, cases.c.community == community).order_by(cases.c.id.desc()).limit(limit)
        )

    async def owned_by(self, member: MemberId) -> list[Case]:
        """The live cases of an owner, most urgent first."""
        return await self._many(_SNAPSHOTS.where(_LIVE, cases.c.owner == member).order_by(*_URGENT_FIRST))

    async def awaiting(self, member: Member, limit: int, hidden: Collection[str]) -> list[Case]:
        """Open cases that still wait for a person or for their function, most urgent first, then those whose input is
        due first; none of `hidden` communities."""
        asked = [slot_of_person(member.id), *([member.function] if member.function else [])]
        waiting = (
            select(func.min(slots.c.due).label("due"))
            .where(slots.c.case_id == cases.c.id, slots.c.name.in_(asked), slot_waits())
            .correlate(cases)
            .lateral()
        )
        # Which ones, off indexes alone; only then the snapshots of those few.
        first = (
            select(cases.c.id, cases.c.urgency, waiting.c.due)
            .join(waiting, waiting.c.due.is_not(None))
            .where(_OPEN, cases.c.community.not_in(sorted(hidden)))
            .order_by(cases.c.urgency.desc(), waiting.c.due, cases.c.id)
            .limit(limit)
            .subquery()
        )
        ranked = _SNAPSHOTS.join(first, first.c.id == cases.c.id)
        return await self._many(ranked.order_by(first.c.urgency.desc(), first.c.due, first.c.id))

    async def awaiting_sign_off(self, communities: Sequence[str], limit: int) -> list[Case]:
        """Open cases of these communities with a draft that is not signed off yet, most urgent first."""
        pending = cases.c.draft_revision.is_not(None) & cases.c.signed_by.is_(None)
        return await self._many(
            _SNAPSHOTS.where(_OPEN, pending, cases.c.community.in_(communities)).order_by(*_URGENT_FIRST).limit(limit)
        )

    async def _survivor(self, case_id: CaseId) -> CaseId:
        """The case that a case went on in, itself where it was not merged; holds while togetherness is held."""
        into = await self._session.scalar(select(cases.c.merged_into).where(cases.c.id == case_id))
        return case_id if into is None else await self._survivor(CaseId(into))

    async def _one(self, case_id: CaseId, query: Select[Any]) -> Case:
        found = await self._many(query.where(cases.c.id == case_id))
        if not found:
            raise UnknownCase(case_id)
        return found[0]

    async def _many(self, query: Select[Any]) -> list[Case]:
        """The cases of a query; one without a snapshot is made anew from its record."""
        rows = (await self._session.execute(query)).all()
        return [
            case_rows.from_snapshot(row.snapshot) if row.snapshot else await self._replayed(CaseId(row.id))
            for row in rows
        ]

    async def _replayed(self, case_id: CaseId) -> Case:
        first, *others = await self.activities(case_id)
        if not isinstance(first, Opened):
            raise TypeError(f"the record of case {case_id} does not begin with its opening")
        return replay(case_id, first, others)


_NUMBER = select(func.nextval("cases_id_seq"))
_SNAPSHOTS = select(cases.c.id, cases.c.snapshot)

_LAST_MATTERS = 20
"""Cases of one conversation that are looked at, newest first."""


def slot_waits() -> ColumnElement[bool]:
    """Whether the answer of a slot is still wanted."""
    return (func.cardinality(slots.c.answered_by) == 0) & slots.c.waived.is_(False)
