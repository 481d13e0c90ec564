"""The repository of digests: which weeks were told, and how."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, and_, func, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.digest import Decision, DigestState, Told
from bot.domain.people import MemberId
from bot.domain.period import Week
from storage.tables import cases, digests, messages

_ADAPTER = TypeAdapter(Told)


class SqlDigests:
    """Fulfils `bot.ports.Digests`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def began(self) -> datetime | None:
        """When the first case was opened, None before that."""
        first: datetime | None = await self._session.scalar(select(func.min(cases.c.opened_at)))
        return first

    async def claim(self, community: str, week: Week, at: datetime) -> bool:
        """Take a week's digest on to be posted, as it falls due; False where it was taken or skipped before."""
        posted = {"state": DigestState.POSTED.value, "decided_at": at}
        taken = await self._session.scalar(
            insert(digests)
            .values(community=community, week=str(week), due_at=at, **posted)
            .on_conflict_do_update(
                index_elements=["community", "week"], set_=posted, where=digests.c.state == DigestState.DUE.value
            )
            .returning(digests.c.week)
        )
        return taken is not None

    async def announce(self, community: str, week: Week, due: datetime) -> bool:
        """Note when a week's digest falls due; False where that was noted, or it was taken on, before."""
        noted = await self._session.scalar(
            insert(digests)
            .values(community=community, week=str(week), due_at=due)
            .on_conflict_do_nothing()
            .returning(digests.c.week)
        )
        return noted is not None

    async def decision(self, community: str, week: Week) -> Decision | None:
        """How far a week's digest has come; None where nobody has thought of it yet."""
        found = await self._session.execute(
            select(digests.c.state, digests.c.due_at, digests.c.decided_by).where(_is(community, week))
        )
        row = found.one_or_none()
        return Decision(state=DigestState(row.state), due_at=row.due_at, by=row.decided_by) if row else None

    async def decide(
        self,
        community: str,
        week: Week,
        state: DigestState,
        *,
        among: Collection[DigestState],
        by: MemberId,
        at: datetime,
    ) -> bool:
        """Let somebody decide about a digest that is in one of some states; False where it is in none of them."""
        decided = await self._session.scalar(
            update(digests)
            .where(_is(community, week), digests.c.state.in_([one.value for one in among]))
            .values(state=state.value, decided_by=by, decided_at=at)
            .returning(digests.c.week)
        )
        return decided is not None

    async def told(self, community: str, week: Week) -> Told | None:
        """What a digest tells that was made to be posted; None before that."""
        return _told(
            await self._session.scalar(
                select(digests.c.told).where(digests.c.community == community, digests.c.week == str(week))
            )
        )

    async def told_before(self, community: str, week: Week) -> Told | None:
        """What the last digest told that stands in Slack, of those of earlier weeks; None where there is none."""
        key = func.concat("digest:", digests.c.community, ":", digests.c.week)
        return _told(
            await self._session.scalar(
                select(digests.c.told)
                .join(messages, messages.c.key == key)
                .where(digests.c.community == community, digests.c.week < str(week))
                .where(messages.c.ts.is_not(None), digests.c.told.is_not(None))
                .order_by(digests.c.week.desc())
                .limit(1)
            )
        )

    async def tell(self, community: str, week: Week, told: Told, at: datetime) -> Told:
        """Keep what a digest tells, unless that is kept already; returns what is kept."""
        made = insert(digests).values(
            community=community, week=str(week), due_at=at, told=_ADAPTER.dump_python(told, mode="json")
        )
        kept = await self._session.scalar(
            made.on_conflict_do_update(
                index_elements=["community", "week"],
                set_={"told": func.coalesce(digests.c.told, made.excluded.told)},
            ).returning(digests.c.told)
        )
        return _ADAPTER.validate_python(kept)

    async def naming(self, member: MemberId) -> list[tuple[str, Week]]:
        """The digests that name somebody, each by its community and its week. One told before that was kept may name
        anybody."""
        named = digests.c.told["named"].contains(literal([member], digests.c.told.type))
        found = await self._session.execute(
            select(digests.c.community, digests.c.week)
            .where(or_(named, digests.c.told.is_(None)))
            .order_by(digests.c.week, digests.c.community)
        )
        return [(row.community, Week.parse(row.week)) for row in found]


def _is(community: str, week: Week) -> ColumnElement[bool]:
    return and_(digests.c.community == community, digests.c.week == str(week))


def _told(kept: dict[str, Any] | None) -> Told | None:
    return None if kept is None else _ADAPTER.validate_python(kept)
