"""The repository of what people see of themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, cast, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.credit import CONFIRM_WITHIN
from bot.domain.home import CommunityLoad, Earned, Praise
from bot.domain.people import MemberId
from bot.domain.period import Month, Week
from bot.domain.standing import WeekCredit
from bot.domain.status import LIVE, Status
from bot.domain.verdict import SCORES, satisfied
from storage.ledger_rows import share_of
from storage.tables import (
    cases,
    confirmations,
    customer_authors,
    mentions,
    share_claims,
    shares,
    verdicts,
    week_credits,
)


class SqlMine:
    """Fulfils `bot.ports.Mine`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def weeks(self, member: MemberId) -> list[WeekCredit]:
        """What they earned in each week of each season, all communities together, the earliest first."""
        columns = week_credits.c
        sums = [func.sum(one).label(one.name) for one in (columns.credit, columns.volunteered, columns.shares)]
        rows = await self._session.execute(
            select(columns.season, columns.week, *sums)
            .where(columns.member == member)
            .group_by(columns.season, columns.week)
            .order_by(columns.season, columns.week)
        )
        return [
            WeekCredit(
                season=Month.parse(row.season),
                week=Week.parse(row.week),
                credit=int(row.credit),
                volunteered=int(row.volunteered),
                shares=int(row.shares),
            )
            for row in rows
        ]

    async def earned(self, member: MemberId, since: datetime, customers_since: datetime) -> list[Earned]:
        """What they earned since a moment, the newest first, with the customers of the newer part of it."""
        first = _first_customer().lateral()
        rows = await self._session.execute(
            select(shares, cases.c.matter, cases.c.community.label("home"), first.c.customer)
            .join(cases, cases.c.id == shares.c.case_id)
            .outerjoin(first, shares.c.signed_at >= customers_since)
            .where(shares.c.member == member, shares.c.signed_at >= since)
            .order_by(shares.c.signed_at.desc(), shares.c.case_id, shares.c.slot)
        )
        found = rows.all()
        weeks = {name: Week.parse(name) for name in {row.week for row in found}}
        return [
            Earned(
                share=share_of(row),
                week=weeks[row.week],
                matter=row.matter,
                community=row.home,
                customer=row.customer or "",
            )
            for row in found
        ]

    async def reliability(self, member: MemberId) -> tuple[int, int]:
        """Of what they claim to have given to signed-off cases: how much somebody else confirmed, and all of it."""
        by_others = exists().where(
            confirmations.c.case_id == share_claims.c.case_id,
            confirmations.c.slot == share_claims.c.slot,
            confirmations.c.member == member,
            confirmations.c.by != member,
            confirmations.c.at <= cases.c.signed_at + CONFIRM_WITHIN,
        )
        counted = await self._session.execute(
            select(func.count().filter(by_others), func.count())
            .select_from(share_claims)
            .join(cases, cases.c.id == share_claims.c.case_id)
            .where(share_claims.c.member == member, cases.c.signed_at.is_not(None), _counts())
        )
        confirmed, claimed = counted.one()
        return confirmed, claimed

    async def praise(self, member: MemberId, since: datetime, hidden: Collection[str], limit: int) -> list[Praise]:
        """What content customers said since a moment of answers that they helped with, the newest first, but for
        cases of `hidden` communities."""
        helped = exists().where(share_claims.c.case_id == verdicts.c.case_id, share_claims.c.member == member)
        rows = await self._session.execute(
            select(verdicts.c.case_id, verdicts.c.score, verdicts.c.words, cases.c.matter, cases.c.community)
            .join(cases, cases.c.id == verdicts.c.case_id)
            .where(verdicts.c.at >= since, verdicts.c.words.is_not(None), verdicts.c.score.in_(_GOOD), helped)
            .where(cases.c.status != Status.VOID.value, cases.c.community.not_in(sorted(hidden)))
            .order_by(verdicts.c.at.desc(), verdicts.c.case_id)
            .limit(limit)
        )
        return [
            Praise(case=row.case_id, matter=row.matter, community=row.community, score=row.score, words=row.words)
            for row in rows
        ]


_GOOD = [score for score in SCORES if satisfied(score)]


def _first_customer() -> Select[Any]:
    """A key of the customer who wrote first in the case of a share: the joined customer, else the author."""
    customer = func.coalesce("c" + cast(customer_authors.c.customer_id, Text), "a" + cast(mentions.c.author_id, Text))
    joined = and_(customer_authors.c.author_id == mentions.c.author_id, customer_authors.c.ended_with.is_(None))
    return (
        select(customer.label("customer"))
        .select_from(mentions)
        .outerjoin(customer_authors, joined)
        .where(mentions.c.case_id == shares.c.case_id, mentions.c.author_id.is_not(None))
        .order_by(mentions.c.id + 0)  # by the index of the case, not through all mentions in their order
        .limit(1)
        .correlate(shares)
    )


def _counts() -> ColumnElement[bool]:
    return cases.c.status.not_in([Status.VOID.value, Status.MERGED.value])


class SqlGlances:
    """Fulfils `bot.ports.Glances`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def loads(self, now: datetime) -> dict[str, CommunityLoad]:
        """How much there is to do in each community; one with nothing to do is left out."""
        overdue = and_(cases.c.status == Status.OPEN.value, cases.c.due_at < now)
        rows = await self._session.execute(
            select(cases.c.community, func.count().label("live"), func.count().filter(overdue).label("overdue"))
            .where(cases.c.status.in_(sorted(LIVE)))
            .group_by(cases.c.community)
        )
        return {row.community: CommunityLoad(live=row.live, overdue=row.overdue) for row in rows}

    async def contributions(self, communities: Sequence[str], season: Month) -> dict[str, dict[str, int]]:
        """How many contributions of each member were confirmed in these communities."""
        columns = week_credits.c
        rows = await self._session.execute(
            select(columns.community, columns.member, func.sum(columns.shares).label("shares"))
            .where(columns.season == str(season), columns.community.in_(communities))
            .group_by(columns.community, columns.member)
        )
        found: dict[str, dict[str, int]] = {}
        for row in rows:
            found.setdefault(row.community, {})[row.member] = int(row.shares)
        return found

    async def first_replies(self, communities: Sequence[str], since: datetime) -> Mapping[str, float]:
        """The median first reply to cases of these communities that came in since a moment, in minutes."""
        took = func.extract("epoch", cases.c.first_replied_at - cases.c.opened_at) / 60
        rows = await self._session.execute(
            select(cases.c.community, func.percentile_cont(0.5).within_group(took).label("median"))
            .where(cases.c.community.in_(communities), cases.c.opened_at >= since, _counts())
            .where(cases.c.first_replied_at.is_not(None))
            .group_by(cases.c.community)
        )
        return {row.community: float(row.median) for row in rows}
