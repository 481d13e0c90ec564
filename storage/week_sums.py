"""The figures of a week, computed by the database just as bot.domain.measures and bot.domain.metrics define them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, DateTime, Double, and_, cast, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.activity import SignedOff
from bot.domain.digest import Pace, Paces, Totals
from bot.domain.measures import Rate
from bot.domain.metrics import Spread
from bot.domain.period import Week
from bot.domain.status import Status
from storage.measures import ANSWERABLE, LASTING, Span
from storage.tables import activities, adjustments, cases, shares, week_credits


async def paces(session: AsyncSession, community: str, start: datetime, end: datetime, now: datetime) -> Paces:
    """How fast first replies and resolutions came from `start` until before `end`."""
    span, here = Span(start, end), cases.c.community == community
    first = _pace(cases.c.first_reply_due, cases.c.first_replied_at, None, span, now)
    last = _pace(cases.c.resolution_due, cases.c.ended_at, cases.c.reply_at, span, now)
    came_or_fell_due = [
        or_(span.holds(came), span.holds(due))
        for due, came in (
            (cases.c.first_reply_due, cases.c.first_replied_at),
            (cases.c.resolution_due, cases.c.ended_at),
        )
    ]
    replies = (await session.execute(select(*first).where(here, ANSWERABLE, came_or_fell_due[0]))).one()
    ends = (await session.execute(select(*last).where(here, LASTING, came_or_fell_due[1]))).one()
    return Paces(first_reply=_as_pace(*replies), resolution=_as_pace(*ends))


async def totals(session: AsyncSession, community: str, zone: ZoneInfo, weeks: Sequence[Week]) -> dict[str, Totals]:
    """The sums of these weeks of a time zone, each by the week as it is written."""
    names = [str(week) for week in weeks]
    span = Span(min(weeks).start(zone), max(weeks).end(zone))
    counted: dict[str, dict[str, int]] = {name: {} for name in names}
    for query in (_closed(community, zone, span), _taken_back(community, zone, span), *_credit(community, names)):
        for row in await session.execute(query):
            if (sums := counted.get(row.week)) is not None:
                for name, value in row._mapping.items():
                    if name != "week":
                        sums[name] = sums.get(name, 0) + int(value)
    return {name: Totals(**sums) for name, sums in counted.items()}


async def first_replies(
    session: AsyncSession, community: str, zone: ZoneInfo, weeks: Sequence[Week]
) -> dict[str, float]:
    """The medians of the first replies that came in these weeks of a time zone, in minutes, each by the week as it is
    written; a week without any is left out."""
    span, came = Span(min(weeks).start(zone), max(weeks).end(zone)), cases.c.first_replied_at
    week = _week_of(came, zone).label("week")
    rows = await session.execute(
        select(week, _median(_minutes_until(came)).label("median"))
        .where(cases.c.community == community, ANSWERABLE, span.holds(came))
        .group_by(week)
    )
    wanted = {str(one) for one in weeks}
    return {row.week: row.median for row in rows if row.week in wanted}


def _pace(
    due: ColumnElement[Any], came: ColumnElement[Any], stopped: ColumnElement[Any] | None, span: Span, now: datetime
) -> tuple[ColumnElement[Any], ...]:
    """How many there were, their median and 90th percentile in minutes, the promises kept, and those broken."""
    took, in_span = _minutes_until(came), span.holds(came)
    stop = func.coalesce(*([] if stopped is None else [stopped]), came, literal(now, DateTime(timezone=True)))
    return (
        func.count().filter(in_span),
        _median(took, in_span),
        func.percentile_disc(0.9).within_group(took).filter(in_span),
        func.count().filter(and_(in_span, stop <= due)),
        func.count().filter(and_(span.holds(due), stop > due)),
    )


def _median(took: ColumnElement[Any], counted: ColumnElement[bool] | None = None) -> ColumnElement[Any]:
    """To the last bit the mean of two that metrics.median takes."""
    middle = [func.percentile_disc(0.5).within_group(side) for side in (took.asc(), took.desc())]
    low, high = middle if counted is None else [one.filter(counted) for one in middle]
    both: ColumnElement[Any] = low + high
    return both / 2


def _minutes_until(came: ColumnElement[Any]) -> ColumnElement[Any]:
    return (_epoch(came) - _epoch(cases.c.opened_at)) / 60


def _as_pace(n: int, median: float | None, p90: float | None, kept: int, broken: int) -> Pace:
    return Pace(took=Spread(n=n, median=median, p90=p90), in_time=Rate(hits=kept, n=kept + broken))


def _epoch(moment: ColumnElement[Any]) -> ColumnElement[float]:
    return cast(func.extract("epoch", moment), Double)


def _week_of(moment: ColumnElement[Any], zone: ZoneInfo) -> ColumnElement[str]:
    return func.to_char(func.timezone(zone.key, moment), literal('IYYY"-W"IW'))


def _closed(community: str, zone: ZoneInfo, span: Span) -> Any:
    week = _week_of(cases.c.ended_at, zone).label("week")
    closed = and_(cases.c.community == community, cases.c.status == Status.CLOSED.value)
    return select(week, func.count().label("closed")).where(closed, span.holds(cases.c.ended_at)).group_by(week)


def _taken_back(community: str, zone: ZoneInfo, span: Span) -> Any:
    signed_at = func.coalesce(cases.c.signed_at, _SIGNED_LAST)
    week, void = _week_of(signed_at, zone).label("week"), cases.c.status == Status.VOID.value
    return (
        select(
            week,
            func.count().filter(void).label("void"),
            func.count().filter(cases.c.reopened & ~void).label("reopened"),
        )
        .where(cases.c.community == community, or_(void, cases.c.reopened), span.holds(signed_at))
        .group_by(week)
    )


_SIGNED_LAST = (
    select(func.max(activities.c.at))
    .where(activities.c.case_id == cases.c.id, activities.c.kind == SignedOff.kind)
    .where(activities.c.details["complete"].as_boolean())
    .scalar_subquery()
)
"""When a case was signed off last; one that is taken up again is not signed any more."""


def _credit(community: str, names: Sequence[str]) -> tuple[Any, Any]:
    booked, of = week_credits.c, adjustments.c
    sums = (
        select(booked.week, func.sum(booked.credit).label("credit"), func.sum(booked.shares).label("shares"))
        .where(booked.community == community, booked.week.in_(names))
        .group_by(booked.week)
    )
    same = and_(
        shares.c.season == of.of,
        shares.c.case_id == of.case_id,
        shares.c.slot == of.slot,
        shares.c.member == of.member,
    )
    adjusted = (
        select(shares.c.week, func.sum(of.amount).label("credit"))
        .select_from(adjustments)
        .join(shares, same)
        .where(shares.c.community == community, shares.c.week.in_(names))
        .group_by(shares.c.week)
    )
    return sums, adjusted
