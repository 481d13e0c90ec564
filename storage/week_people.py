"""What a digest tells of the people of a week. Only those on the boards are named."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.credit.amounts import ANSWER
from bot.domain.digest import Help, Participation, People
from bot.domain.period import Week
from bot.domain.status import Status
from storage.members import on_boards, present
from storage.tables import cases, confirmations, members, share_claims, week_credits
from storage.week_cases import closed_in


class SqlWeekPeople:
    """Fulfils `bot.ports.WeekPeople`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def newcomers(self, community: str, start: datetime, end: datetime, most: int) -> People:
        """Who was confirmed for the first time, from `start` until before `end`, by name."""
        earlier = confirmations.alias("earlier")
        before = select(earlier.c.at).where(earlier.c.member == confirmations.c.member, earlier.c.at < start).exists()
        new = (
            select(members.c.id, members.c.name, on_boards().label("on_boards"))
            .join(confirmations, confirmations.c.member == members.c.id)
            .join(cases, cases.c.id == confirmations.c.case_id)
            .where(cases.c.community == community, confirmations.c.at >= start, confirmations.c.at < end, ~before)
            .where(present(), cases.c.status != Status.VOID.value)
            .distinct()
            .subquery()
        )
        counted = await self._session.scalar(select(func.count()).select_from(new)) or 0
        shown = select(new.c.id).where(new.c.on_boards).order_by(new.c.name, new.c.id).limit(most)
        named = tuple(await self._session.scalars(shown))
        return People(named=named, others=counted - len(named))

    async def bests(self, community: str, week: Week, least: int, most: int) -> tuple[str, ...]:
        """Whose week, of at least so many micro-points volunteered here, beat every one of their weeks here before;
        by name, for they are not compared with each other. Who has none before is new rather than better."""
        earned = (
            select(week_credits.c.member, week_credits.c.week, func.sum(week_credits.c.volunteered).label("credit"))
            .where(week_credits.c.community == community, week_credits.c.week <= str(week))
            .group_by(week_credits.c.member, week_credits.c.week)
            .subquery()
        )
        this = func.max(earned.c.credit).filter(earned.c.week == str(week))
        before = func.max(earned.c.credit).filter(earned.c.week < str(week))
        found = await self._session.scalars(
            select(members.c.id)
            .join(earned, earned.c.member == members.c.id)
            .where(on_boards())
            .group_by(members.c.id)
            .having(this >= least, this > before, before > 0)
            .order_by(members.c.name, members.c.id)
            .limit(most)
        )
        return tuple(found)

    async def help_across(self, community: str, start: datetime, end: datetime) -> tuple[Help, ...]:
        """How often people of one function gave input to a case that another function's person owned, of the cases
        closed from `start` until before `end`; the most frequent first."""
        giver = func.substr(share_claims.c.slot, len(ANSWER) + 1).label("giver")
        times = func.count().label("times")
        rows = await self._session.execute(
            select(giver, members.c.function, times)
            .select_from(share_claims)
            .join(cases, cases.c.id == share_claims.c.case_id)
            .join(members, members.c.id == cases.c.owner)
            .where(share_claims.c.slot.startswith(ANSWER), closed_in(community, start, end))
            .where(giver != members.c.function)
            .group_by(giver, members.c.function)
            .order_by(times.desc(), giver, members.c.function)
        )
        return tuple(Help(from_function=one, to_function=other, times=n) for one, other, n in rows)

    async def participation(self, community: str, week: Week, least: int) -> tuple[Participation, ...]:
        """How many people of each function earned credit, of functions with at least so many people, by function;
        one in which nobody did is left out."""
        earned = (
            select(week_credits.c.member)
            .where(week_credits.c.community == community, week_credits.c.week == str(week))
            .where(week_credits.c.credit > 0)
            .distinct()
            .subquery()
        )
        rows = await self._session.execute(
            select(members.c.function, func.count(earned.c.member), func.count())
            .outerjoin(earned, earned.c.member == members.c.id)
            .where(present(), members.c.function.is_not(None))
            .group_by(members.c.function)
            .having(func.count() >= least, func.count(earned.c.member) > 0)
            .order_by(members.c.function)
        )
        return tuple(Participation(function=name, took_part=part, people=people) for name, part, people in rows)
