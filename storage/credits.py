"""What the ledger is computed from, read off the cases."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import BigInteger, ColumnElement, Row, Select, any_, exists, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.credit import Claim, Confirmation, ConfirmerKind, CreditCase, World
from bot.domain.mention import BY_HAND
from bot.domain.status import Status
from storage.batches import in_batches
from storage.members import SqlMembers
from storage.tables import cases, confirmations, mentions, share_claims, slots

_Read = TypeVar("_Read")


class SqlCredits:
    """Fulfils `bot.ports.Credits`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def world(self, start: datetime, end: datetime, approvers: frozenset[str]) -> World:
        """The cases signed off from `start` until before `end`, those that share their external key, and all
        claims and confirmations. For the pair cap to be right the span must be of whole months in UTC."""
        signed = (cases.c.signed_at >= start) & (cases.c.signed_at < end)
        keys = select(cases.c.external_key).where(signed)
        together = or_(signed, cases.c.external_key.in_(keys)) & (cases.c.signed_at < end)
        return await self._world(together, lambda row: bool(row.signed_at >= start), approvers)

    async def world_of(self, case_id: CaseId, approvers: frozenset[str]) -> World:
        """One case, wherever it stands, those that share its external key, and its claims and confirmations."""
        key = select(cases.c.external_key).where(cases.c.id == case_id).scalar_subquery()
        return await self._world(cases.c.external_key == key, lambda row: bool(row.id == case_id), approvers)

    async def _world(
        self, which: ColumnElement[bool], is_asked: Callable[[Row[Any]], bool], approvers: frozenset[str]
    ) -> World:
        rows = await self._all(select(*_OF_CASES, _from_outside().label("external")).where(which), lambda row: row)
        ids = [row.id for row in rows if is_asked(row)]
        required = await self._required(ids)
        return World(
            cases=await asyncio.to_thread(lambda: tuple(_case(row, required.get(row.id, ())) for row in rows)),
            claims=await self._claims(ids),
            confirmations=await self._confirmations(ids),
            approvers=approvers,
            inactive=await SqlMembers(self._session).away(),
        )

    async def communities(self, start: datetime, end: datetime) -> dict[str, str]:
        """The community of each case signed off in a span, by the ids that the ledger uses."""
        signed = select(cases.c.id, cases.c.community).where(cases.c.signed_at >= start, cases.c.signed_at < end)
        return dict(await self._all(signed, lambda row: (str(row.id), row.community)))

    async def _required(self, ids: list[int]) -> dict[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        owed = select(slots.c.case_id, slots.c.name).where(_among(slots.c.case_id, ids), slots.c.required)
        async for rows in in_batches(self._session, owed.order_by(slots.c.case_id, slots.c.place)):
            for row in rows:
                found[row.case_id] = (*found.get(row.case_id, ()), row.name)
        return found

    async def _claims(self, ids: list[int]) -> tuple[Claim, ...]:
        return tuple(await self._all(select(share_claims).where(_among(share_claims.c.case_id, ids)), _claim))

    async def _confirmations(self, ids: list[int]) -> tuple[Confirmation, ...]:
        said = select(confirmations).where(_among(confirmations.c.case_id, ids))
        return tuple(await self._all(said, _confirmation))

    async def _all(self, query: Select[Any], reading: Callable[[Row[Any]], _Read]) -> list[_Read]:
        found: list[_Read] = []
        async for rows in in_batches(self._session, query):
            found += map(reading, rows)
        return found


def _case(row: Row[Any], required: tuple[str, ...]) -> CreditCase:
    return CreditCase(
        id=str(row.id),
        external_key=row.external_key,
        external=row.external,
        required=required,
        signed_by=row.signed_by,
        signed_at=row.signed_at,
        voided=row.status == Status.VOID.value,
        reopened=row.reopened,
    )


def _claim(row: Row[Any]) -> Claim:
    return Claim(case=str(row.case_id), member=row.member, slot=row.slot, volunteered=row.volunteered)


def _confirmation(row: Row[Any]) -> Confirmation:
    return Confirmation(
        case=str(row.case_id), member=row.member, slot=row.slot, by=row.by, at=row.at, kind=_kind(row)
    )


def _kind(row: Row[Any]) -> ConfirmerKind:
    if row.customer:
        return ConfirmerKind.CUSTOMER
    return ConfirmerKind.APPROVER if row.approver else ConfirmerKind.PEER


def _among(column: ColumnElement[int], ids: list[int]) -> ColumnElement[bool]:
    """Whether it is one of these: a month may hold more cases than a statement can have parameters."""
    return column == any_(literal(ids, ARRAY(BigInteger)))


def _from_outside() -> ColumnElement[bool]:
    """Whether a mention of the case can be looked up outside: a source brought it, or whoever did by hand said where
    it stands or who said it. What was taken back or forgotten came from outside as well."""
    told = or_(mentions.c.source != BY_HAND, mentions.c.url.is_not(None), mentions.c.author_id.is_not(None))
    known = exists().where(mentions.c.case_id == cases.c.id, or_(told, mentions.c.gone_at.is_not(None)))
    return known.correlate(cases)


_OF_CASES = (
    cases.c.id,
    cases.c.external_key,
    cases.c.signed_by,
    cases.c.signed_at,
    cases.c.status,
    cases.c.reopened,
)
