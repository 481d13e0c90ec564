"""The repository of cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, func, insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain import activity as act
from bot.domain.activity import Activity, Opened
from bot.domain.case import Case, CaseId, open_case
from bot.domain.clustering import OpenMatter
from bot.domain.errors import Stale, UnknownCase
from bot.domain.people import MemberId
from storage import activity_codec, case_rows
from storage.tables import activities, cases, confirmations, share_claims, slots

_LIVE = cases.c.status.in_(["open", "replied"])
_OPEN = cases.c.status == "open"


class SqlCases:
    """Fulfils `bot.ports.Cases`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def open(self, opened: Opened) -> Case:
        """Store a new case with its first activity."""
        number = (await self._session.scalars(select(func.nextval("cases_id_seq")))).one()
        case = open_case(CaseId(number), opened)
        await self._session.execute(insert(cases).values(id=case.id, **case_rows.to_row(case)))
        await self._store_parts(case)
        return case

    async def get(self, case_id: CaseId) -> Case:
        """Read a case to change it; others wait until this unit of work ends. Raises UnknownCase."""
        return await self._one(case_id, select(cases).with_for_update())

    async def read(self, case_id: CaseId) -> Case:
        """Read a case to look at it. Raises UnknownCase."""
        return await self._one(case_id, select(cases))

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
        await self._store_parts(case)

    async def activities(self, case_id: CaseId) -> list[Activity]:
        """All that happened to a case, in order."""
        rows = await self._session.execute(
            select(activities).where(activities.c.case_id == case_id).order_by(activities.c.number)
        )
        return [activity_codec.from_row(row.kind, row.by, row.at, row.details) for row in rows]

    async def matters(self, external_key: str) -> list[OpenMatter]:
        """The open cases about this conversation; no other unit of work can open one until this one ends."""
        await self._session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(external_key, 0))))
        found = await self._session.scalars(
            select(cases.c.id)
            .where(_LIVE, cases.c.external_key == external_key)
            .order_by(cases.c.id)
            .with_for_update()  # waits for whoever is just ending one, and then passes it over
        )
        return [OpenMatter(CaseId(case_id), external_key) for case_id in found]

    async def owned_by(self, member: MemberId) -> list[Case]:
        """The live cases of an owner, most urgent first."""
        return await self._many(
            select(cases).where(_LIVE, cases.c.owner == member).order_by(cases.c.first_reply_due, cases.c.id)
        )

    async def awaiting(self, function: str, limit: int) -> list[Case]:
        """Open cases that still wait for a function, most urgent first."""
        waiting = select(slots.c.case_id).where(
            slots.c.function == function, func.cardinality(slots.c.answered_by) == 0
        )
        return await self._many(
            select(cases)
            .where(_OPEN, cases.c.id.in_(waiting))
            .order_by(cases.c.first_reply_due, cases.c.id)
            .limit(limit)
        )

    async def awaiting_sign_off(self, communities: Sequence[str], not_by: MemberId, limit: int) -> list[Case]:
        """Open cases with a draft that nobody has signed and that `not_by` did not write."""
        pending: ColumnElement[bool] = cases.c.draft_author != not_by
        return await self._many(
            select(cases)
            .where(_OPEN, cases.c.signed_by.is_(None), pending, cases.c.community.in_(communities))
            .order_by(cases.c.first_reply_due, cases.c.id)
            .limit(limit)
        )

    async def _one(self, case_id: CaseId, query: Select[Any]) -> Case:
        found = await self._many(query.where(cases.c.id == case_id))
        if not found:
            raise UnknownCase(case_id)
        return found[0]

    async def _many(self, query: Select[Any]) -> list[Case]:
        rows = (await self._session.execute(query)).all()
        ids = [row.id for row in rows]
        if not ids:
            return []
        places = await self._parts(slots, ids, slots.c.place)
        claims = await self._parts(share_claims, ids, share_claims.c.place)
        confirmed = await self._parts(confirmations, ids, confirmations.c.place)
        return [case_rows.from_rows(r, places[r.id], claims[r.id], confirmed[r.id]) for r in rows]

    async def _parts(
        self, table: Table, ids: list[int], order: ColumnElement[Any]
    ) -> defaultdict[int, list[Row[Any]]]:
        found: defaultdict[int, list[Row[Any]]] = defaultdict(list)
        rows = await self._session.execute(
            select(table).where(table.c.case_id.in_(ids)).order_by(table.c.case_id, order)
        )
        for row in rows:
            found[row.case_id].append(row)
        return found

    async def _store_parts(self, case: Case) -> None:
        """Store what a case consists of, as far as its news have touched it, and the news themselves."""

        def touched(*kinds: type[Activity]) -> bool:
            return any(isinstance(activity, kinds) for activity in case.news)

        if touched(act.Moved):
            await self._session.execute(
                slots.delete().where(slots.c.case_id == case.id, slots.c.function.not_in(case.required))
            )
        if touched(act.Withdrawn):
            left = [(claim.slot, claim.member) for claim in case.claims]
            for table in (share_claims, confirmations):
                gone = tuple_(table.c.slot, table.c.member).not_in(left)
                await self._session.execute(table.delete().where(table.c.case_id == case.id, gone))
        if touched(act.Opened, act.Contributed, act.Withdrawn, act.Moved):
            await self._put(slots, case.id, case_rows.slot_rows(case), renew=("place", "due", "answered_by"))
        if touched(act.Opened, act.Contributed, act.Replied):
            await self._put(share_claims, case.id, case_rows.share_claim_rows(case))
        if touched(act.Confirmed):
            await self._put(confirmations, case.id, case_rows.confirmation_rows(case))
        log = [
            {"case_id": case.id, "number": number, **activity_codec.to_row(activity)}
            for number, activity in case.numbered_news
        ]
        await self._session.execute(insert(activities), log)

    async def _put(
        self, table: Table, case_id: CaseId, rows: list[dict[str, Any]], renew: tuple[str, ...] = ()
    ) -> None:
        if not rows:
            return
        statement = upsert(table).values([{"case_id": case_id, **row} for row in rows])
        if renew:
            changed = {name: statement.excluded[name] for name in renew}
            statement = statement.on_conflict_do_update(index_elements=table.primary_key, set_=changed)
        else:
            statement = statement.on_conflict_do_nothing()
        await self._session.execute(statement)
