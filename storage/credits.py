"""What the ledger is computed from, read off the cases."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Row, any_, exists, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.credit import Claim, Confirmation, ConfirmerKind, CreditCase, World
from bot.domain.mention import BY_HAND
from bot.domain.status import Status
from storage.members import SqlMembers
from storage.tables import cases, confirmations, mentions, share_claims, slots


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
        rows = (await self._session.execute(select(*_OF_CASES, _from_outside().label("external")).where(which))).all()
        ids = [row.id for row in rows if is_asked(row)]
        required = await self._required(ids)
        return World(
            cases=tuple(
                CreditCase(
                    id=str(row.id),
                    external_key=row.external_key,
                    external=row.external,
                    required=required.get(row.id, ()),
                    signed_by=row.signed_by,
                    signed_at=row.signed_at,
                    voided=row.status == Status.VOID.value,
                    reopened=row.reopened,
                )
                for row in rows
            ),
            claims=await self._claims(ids),
            confirmations=await self._confirmations(ids),
            approvers=approvers,
            inactive=await SqlMembers(self._session).away(),
        )

    async def communities(self, start: datetime, end: datetime) -> dict[str, str]:
        """The community of each case signed off in a span, by the ids that the ledger uses."""
        rows = await self._session.execute(
            select(cases.c.id, cases.c.community).where(cases.c.signed_at >= start, cases.c.signed_at < end)
        )
        return {str(row.id): row.community for row in rows}

    async def _required(self, ids: list[int]) -> dict[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = {}
        rows = await self._session.execute(
            select(slots.c.case_id, slots.c.name)
            .where(_among(slots.c.case_id, ids), slots.c.required)
            .order_by(slots.c.case_id, slots.c.place)
        )
        for case_id, function in rows:
            found[case_id] = (*found.get(case_id, ()), function)
        return found

    async def _claims(self, ids: list[int]) -> tuple[Claim, ...]:
        rows = await self._session.execute(select(share_claims).where(_among(share_claims.c.case_id, ids)))
        return tuple(
            Claim(case=str(r.case_id), member=r.member, slot=r.slot, volunteered=r.volunteered) for r in rows
        )

    async def _confirmations(self, ids: list[int]) -> tuple[Confirmation, ...]:
        rows = await self._session.execute(select(confirmations).where(_among(confirmations.c.case_id, ids)))
        return tuple(
            Confirmation(
                case=str(r.case_id),
                member=r.member,
                slot=r.slot,
                by=r.by,
                at=r.at,
                kind=_kind(r),
            )
            for r in rows
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
