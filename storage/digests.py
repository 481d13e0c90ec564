"""What a week's digest is made of, read off the cases and their activities."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.digest import Answered, ClosedCase, Help, OpenCase
from bot.domain.period import Week
from storage.cases import slot_waits
from storage.tables import cases, digests, members, share_claims, slots, verdicts


class SqlDigests:
    """Fulfils `bot.ports.Digests`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def began(self) -> datetime | None:
        """When the first case was opened, None before that."""
        first: datetime | None = await self._session.scalar(select(func.min(cases.c.opened_at)))
        return first

    async def claim(self, community: str, week: Week, at: datetime) -> bool:
        """Take a week's digest on; False where it was taken before."""
        taken = await self._session.scalar(
            insert(digests)
            .values(community=community, week=str(week), due_at=at)
            .on_conflict_do_nothing()
            .returning(digests.c.week)
        )
        return taken is not None

    async def closed_in(self, community: str, start: datetime, end: datetime) -> tuple[ClosedCase, ...]:
        """The cases of a community that were closed from `start` until before `end`."""
        rows = (
            await self._session.execute(
                select(cases).where(*_closed(community, start, end)).order_by(cases.c.ended_at, cases.c.id)
            )
        ).all()
        ids = [row.id for row in rows]
        words = await self._quotable(ids)
        claims: dict[int, list[Row[Any]]] = {}
        found = await self._session.execute(
            select(share_claims).where(share_claims.c.case_id.in_(ids)).order_by(share_claims.c.place)
        )
        for claim in found:
            claims.setdefault(claim.case_id, []).append(claim)
        return tuple(_closed_case(row, claims.get(row.id, []), words.get(row.id)) for row in rows)

    async def _quotable(self, ids: list[int]) -> dict[int, str]:
        """What customers last said of the answers to these cases, where they let us quote them."""
        found = await self._session.execute(
            select(verdicts.c.case_id, verdicts.c.words)
            .where(verdicts.c.case_id.in_(ids), verdicts.c.quotable, verdicts.c.words.is_not(None))
            .order_by(verdicts.c.reply)
        )
        return {row.case_id: row.words for row in found}

    async def open_now(self, community: str) -> tuple[OpenCase, ...]:
        """The cases of a community that nobody has answered yet."""
        waiting = func.array_agg(slots.c.name).filter(slot_waits(), slots.c.name.not_like("@%"))
        rows = await self._session.execute(
            select(cases.c.id, cases.c.matter, cases.c.due_at, waiting.label("waiting"))
            .outerjoin(slots, slots.c.case_id == cases.c.id)
            .where(cases.c.community == community, cases.c.status == "open")
            .group_by(cases.c.id)
            .order_by(cases.c.due_at.nulls_last(), cases.c.id)
        )
        return tuple(
            OpenCase(
                id=str(row.id),
                matter=row.matter,
                due_at=row.due_at,
                waiting_for=tuple(sorted(row.waiting or ())),
            )
            for row in rows
        )

    async def help_across(self, community: str, start: datetime, end: datetime) -> tuple[Help, ...]:
        """How often people of one function gave input to a case that another function's person owned."""
        rows = await self._session.execute(
            select(share_claims.c.slot, members.c.function)
            .join(cases, cases.c.id == share_claims.c.case_id)
            .join(members, members.c.id == cases.c.owner)
            .where(share_claims.c.slot.startswith("answer:"), *_closed(community, start, end))
        )
        pairs = Counter((row.slot.removeprefix("answer:"), row.function) for row in rows)
        return tuple(
            Help(from_function=giver, to_function=owner, times=times)
            for (giver, owner), times in pairs.most_common()
            if owner and giver != owner
        )


def _closed(community: str, start: datetime, end: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        cases.c.community == community,
        cases.c.status == "closed",
        cases.c.ended_at >= start,
        cases.c.ended_at < end,
    )


def _closed_case(row: Row[Any], claims: list[Row[Any]], words: str | None) -> ClosedCase:
    def claimant(slot: str) -> str | None:
        return next((claim.member for claim in claims if claim.slot == slot), None)

    return ClosedCase(
        id=str(row.id),
        matter=row.matter,
        customer_words=words,
        outcome=row.outcome,
        spotted_by=claimant("spot"),
        answered_by=tuple(
            Answered(function=claim.slot.removeprefix("answer:"), member=claim.member)
            for claim in claims
            if claim.slot.startswith("answer:")
        ),
        looped_by=claimant("loop"),
        closed_at=row.ended_at,
        link=row.reply_url,
    )
