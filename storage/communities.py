"""The repository of communities that people opened in Slack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, literal, select, union_all, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.opening import OpenedCommunity, State
from bot.domain.people import MemberId
from bot.domain.status import LIVE, Status
from storage.tables import cases, communities, confirmations, contributions, members, slots

_LIVE = cases.c.status.in_(sorted(LIVE))
_ANSWER = "answer:"
"""How the share of input begins in the ledger; the function follows."""


class SqlCommunities:
    """Fulfils `bot.ports.Communities`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def known(self) -> list[OpenedCommunity]:
        """Those that are open, and those that were, the newest first."""
        rows = await self._session.execute(
            select(communities)
            .where(communities.c.state.in_([State.OPEN.value, State.CLOSED.value]))
            .order_by(communities.c.opened_at.desc(), communities.c.name)
        )
        return [_community(row) for row in rows]

    async def get(self, name: str) -> OpenedCommunity | None:
        """Read one to change it; others wait until this unit of work ends."""
        found = await self._session.execute(select(communities).where(communities.c.name == name).with_for_update())
        row = found.one_or_none()
        return None if row is None else _community(row)

    async def add(self, community: OpenedCommunity) -> bool:
        """Keep a new one; False where its name is taken."""
        added = await self._session.scalar(
            insert(communities).values(**_row(community)).on_conflict_do_nothing().returning(communities.c.name)
        )
        return added is not None

    async def save(self, community: OpenedCommunity) -> None:
        """Store what became of it."""
        await self._session.execute(
            update(communities).where(communities.c.name == community.name).values(**_row(community))
        )

    async def remove(self, name: str) -> None:
        """Forget one that never opened."""
        await self._session.execute(delete(communities).where(communities.c.name == name))

    async def hold(self, name: str) -> bool:
        """Whether it is open; it cannot be closed until this unit of work ends."""
        state = await self._session.scalar(
            select(communities.c.state).where(communities.c.name == name).with_for_update(read=True)
        )
        return state == State.OPEN.value

    async def owner_of(self, channel: str) -> str | None:
        """The name of the one that lives in a channel."""
        name: str | None = await self._session.scalar(
            select(communities.c.name).where(communities.c.channel == channel)
        )
        return name

    async def live_cases(self, name: str) -> list[CaseId]:
        """The cases of a community that are not over, in the order in which they were opened."""
        found = await self._session.scalars(
            select(cases.c.id).where(cases.c.community == name, _LIVE).order_by(cases.c.id)
        )
        return [CaseId(number) for number in found]

    async def had_cases(self, name: str) -> bool:
        """Whether there was a case in a community, other than void ones."""
        one = select(cases.c.id).where(cases.c.community == name, cases.c.status != Status.VOID.value).limit(1)
        return await self._session.scalar(one) is not None

    async def open_counts(self) -> dict[str, int]:
        """How many cases of each community are not over; one without any is left out."""
        rows = await self._session.execute(
            select(cases.c.community, func.count().label("live")).where(_LIVE).group_by(cases.c.community)
        )
        return {row.community: row.live for row in rows}

    async def helpers(self, functions: Sequence[str], since: datetime, limit: int) -> list[MemberId]:
        """People to invite for these functions: those whose help in cases of them was confirmed, or who gave input
        there, since a moment, the most helpful first; then the other members of the functions. Guests, and those
        who have left, are none of them."""
        shares = [_ANSWER + function for function in functions]
        help_ = union_all(
            select(confirmations.c.member, literal(2).label("worth")).where(
                confirmations.c.slot.in_(shares), confirmations.c.at >= since
            ),
            select(contributions.c.member, literal(1)).where(
                contributions.c.at >= since,
                contributions.c.partner.is_(None),
                ~contributions.c.withdrawn,
                contributions.c.case_id.in_(select(slots.c.case_id).where(slots.c.name.in_(functions))),
            ),
            select(members.c.id, literal(0)).where(members.c.function.in_(functions)),
        ).subquery()
        found = await self._session.scalars(
            select(help_.c.member)
            .join(members, members.c.id == help_.c.member)
            .where(members.c.active, ~members.c.guest)
            .group_by(help_.c.member)
            .order_by(func.sum(help_.c.worth).desc(), help_.c.member)
            .limit(limit)
        )
        return [MemberId(member) for member in found]


def _row(community: OpenedCommunity) -> dict[str, Any]:
    lists = {name: list(value) for name, value in asdict(community).items() if isinstance(value, tuple)}
    return {**asdict(community), **lists, "state": community.state.value}


def _community(row: Row[Any]) -> OpenedCommunity:
    lists = {name: tuple(value) for name, value in row._mapping.items() if isinstance(value, list)}
    return OpenedCommunity(**{**row._mapping, **lists, "state": State(row.state)})
