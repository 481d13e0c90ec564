"""The repository of what people know, have to do, and want to learn; all of it read off the cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, select, true
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.activity import Asked
from bot.domain.case import CaseId
from bot.domain.finding import WEEK, Engaged
from bot.domain.people import MemberId
from bot.domain.slot import slot_of_person
from bot.domain.status import LIVE, Status
from bot.domain.topics import Helped
from storage.cases import slot_waits
from storage.tables import activities, cases, confirmations, contributions, learners, slots

_LOOKED_BACK = timedelta(days=90)
"""How long ago somebody may have been asked last for their turn to be later."""


class SqlExpertise:
    """Fulfils `bot.ports.Expertise`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def helped(
        self, communities: Collection[str], limit: int, *, before: datetime | None = None
    ) -> list[Helped]:
        """What was given and confirmed in the newest cases of these communities, newest first; `before` a moment,
        where one is given."""
        confirmed = (
            select(confirmations.c.case_id, confirmations.c.member, confirmations.c.slot)
            .where(confirmations.c.slot.startswith("answer:"), confirmations.c.at <= before if before else true())
            .distinct()
            .subquery()
        )
        given = (
            (contributions.c.case_id == confirmed.c.case_id)
            & (contributions.c.member == confirmed.c.member)
            & (func.concat("answer:", contributions.c.function) == confirmed.c.slot)
            & contributions.c.withdrawn.is_(False)
            & contributions.c.partner.is_(None)
        )
        rows = await self._session.execute(
            select(confirmed.c.member, cases.c.id, cases.c.matter, contributions.c.text)
            .select_from(confirmed)
            .join(cases, cases.c.id == confirmed.c.case_id)
            .join(contributions, given)
            .where(cases.c.status != Status.VOID.value, cases.c.community.in_(sorted(communities)))
            .order_by(cases.c.id.desc(), contributions.c.id.desc())
            .limit(limit)
        )
        return [
            Helped(member=MemberId(row.member), case=CaseId(row.id), text=f"{row.matter}. {row.text}") for row in rows
        ]

    async def engaged(self, members: Collection[MemberId], now: datetime) -> dict[MemberId, Engaged]:
        """What these people have to do, and how often they were asked by name."""
        load: defaultdict[str, int] = defaultdict(int)
        names = {slot_of_person(member): member for member in members}
        owned = await self._session.execute(
            select(cases.c.owner, func.count())
            .where(cases.c.owner.in_(set(members)), cases.c.status.in_(sorted(LIVE)))
            .group_by(cases.c.owner)
        )
        owed = await self._session.execute(
            select(slots.c.name, func.count())
            .join(cases, cases.c.id == slots.c.case_id)
            .where(slots.c.name.in_(names.keys()), slot_waits(), cases.c.status.in_(sorted(LIVE)))
            .group_by(slots.c.name)
        )
        for owner, number in owned:
            load[owner] += number
        for name, number in owed:
            load[names[name]] += number
        slot = activities.c.details["slot"].astext
        asks = await self._session.execute(
            select(
                slot.label("slot"),
                func.count().filter(activities.c.at > now - WEEK).label("asks"),
                func.max(activities.c.at).label("last"),
            )
            .where(activities.c.at > now - _LOOKED_BACK, activities.c.kind == Asked.kind, slot.in_(names.keys()))
            .group_by(slot)
        )
        asked = {names[row.slot]: row for row in asks}
        return {
            member: Engaged(
                load=load[member],
                asks=asked[member].asks if member in asked else 0,
                asked_last=asked[member].last if member in asked else None,
            )
            for member in members
        }

    async def learners(self) -> dict[MemberId, frozenset[str]]:
        """Who wants to learn which topics."""
        wishes: defaultdict[MemberId, set[str]] = defaultdict(set)
        for row in await self._session.execute(select(learners.c.member, learners.c.topic)):
            wishes[MemberId(row.member)].add(row.topic)
        return {member: frozenset(topics) for member, topics in wishes.items()}

    async def wish_to_learn(self, member: MemberId, topic: str, at: datetime) -> None:
        """Note that somebody wants to learn a topic; to wish twice is to wish once."""
        wish = insert(learners).values(member=member, topic=topic, at=at)
        await self._session.execute(wish.on_conflict_do_nothing())
