"""What measures are made of, read off the cases in a handful of queries, whatever their number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import repeat
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Double, and_, cast, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.measures import Facts, Rate, Wait
from bot.domain.status import LIVE, Status
from bot.domain.verdict import Verdict
from storage.tables import activities, cases, contributions, replies, slots, verdicts

ANSWERABLE = and_(
    cases.c.status.not_in([Status.MERGED.value, Status.VOID.value]),
    or_(cases.c.status != Status.DISMISSED.value, cases.c.first_replied_at.is_not(None)),
)
"""Cases that count. One dismissed after its answer still does, or dismissing would be a way to make a late answer
good."""

LASTING = cases.c.status.in_([*(one.value for one in LIVE), Status.CLOSED.value])
"""Cases of which a resolution is wanted, or came."""

_OPEN = cases.c.status == Status.OPEN.value
_CLOSED = cases.c.status == Status.CLOSED.value


class SqlMeasures:
    """Fulfils `bot.ports.MeasuredCases`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def facts(self, community: str | None, start: datetime, end: datetime) -> Facts:
        """What happened from `start` until before `end`: the waits that came or fell due then, how many of the cases
        opened then were answered, how many of those closed then were taken up again, and the verdicts given then."""
        here = cases.c.community == community if community else true()
        span = Span(start, end)
        return Facts(
            first_responses=await self._first_responses(here, span),
            next_responses=[*await self._replies(here, span), *await self._unanswered(here, span)],
            resolutions=await self._resolutions(here, span),
            inputs=await self._inputs(here, span),
            answered=await self._answered(here, span),
            reopened=await self._reopened(here, span),
            verdicts=await self._verdicts(here, span),
        )

    async def overdue(self, community: str | None, now: datetime) -> int:
        """How many cases are open past their time."""
        here = cases.c.community == community if community else true()
        found = await self._session.scalar(select(func.count()).where(here, _OPEN, cases.c.due_at < now))
        return found or 0

    async def _first_responses(self, here: ColumnElement[bool], span: Span) -> list[Wait]:
        due, came = cases.c.first_reply_due, cases.c.first_replied_at
        return await self._waits(
            cases.c.opened_at, due, came, where=(here, ANSWERABLE, or_(span.holds(came), span.holds(due)))
        )

    async def _replies(self, here: ColumnElement[bool], span: Span) -> list[Wait]:
        """Further words of customers that were answered."""
        since, due, came = replies.c.asked_since, replies.c.due_at, replies.c.at
        again = and_(replies.c.number > 1, since.is_not(None), replies.c.case_id == cases.c.id)
        return await self._waits(
            since, due, came, where=(here, ANSWERABLE, again, or_(span.holds(came), span.holds(due)))
        )

    async def _unanswered(self, here: ColumnElement[bool], span: Span) -> list[Wait]:
        """Further words of customers that still wait; since when they do, only the snapshot knows."""
        since = cast(cases.c.snapshot["clocks"]["asked_since"].astext, DateTime(timezone=True))
        again = and_(_OPEN, cases.c.first_replied_at.is_not(None), since.is_not(None))
        return await self._waits(since, cases.c.due_at, where=(here, again, span.holds(cases.c.due_at)))

    async def _resolutions(self, here: ColumnElement[bool], span: Span) -> list[Wait]:
        """Cases that ended, or should have. An answered case is not ours any more: its clock stopped at the reply."""
        ended = and_(_CLOSED, span.holds(cases.c.ended_at))
        return await self._waits(
            cases.c.opened_at,
            cases.c.resolution_due,
            cases.c.ended_at,
            cases.c.reply_at,
            where=(here, LASTING, or_(ended, span.holds(cases.c.resolution_due))),
        )

    async def _inputs(self, here: ColumnElement[bool], span: Span) -> dict[str, list[Wait]]:
        """What functions were asked for and gave first after that. What nobody waits for any more has no end, and is
        left out, as is what was given before it was asked for."""
        came = func.min(contributions.c.at)
        given = and_(
            contributions.c.case_id == slots.c.case_id,
            contributions.c.function == slots.c.name,
            contributions.c.at >= slots.c.asked_at,
            contributions.c.withdrawn.is_(False),
            contributions.c.partner.is_(None),
        )
        waits = and_(func.cardinality(slots.c.answered_by) == 0, cases.c.status.in_([one.value for one in LIVE]))
        asked = (
            select(cases.c.community, slots.c.name, slots.c.asked_at, slots.c.due, came.label("came"))
            .select_from(slots)
            .join(cases, cases.c.id == slots.c.case_id)
            .outerjoin(contributions, given)
            .where(here, ANSWERABLE, slots.c.waived.is_(False), slots.c.name.not_like("@%"))
            .where(slots.c.asked_at < span.end)
            .group_by(cases.c.id, slots.c.case_id, slots.c.name)
            .having(or_(span.holds(came), span.holds(slots.c.due)), or_(came.is_not(None), waits))
            .subquery()
        ).c
        found = await self._session.execute(
            select(asked.name, asked.community, *map(_seconds, (asked.asked_at, asked.due, asked.came))).group_by(
                asked.name, asked.community
            )
        )
        inputs: dict[str, list[Wait]] = {}
        for name, community, *moments in found:
            inputs.setdefault(name, []).extend(map(Wait, repeat(community), *moments))
        return inputs

    async def _answered(self, here: ColumnElement[bool], span: Span) -> Rate:
        opened = select(func.count(cases.c.first_replied_at), func.count()).where(
            here, ANSWERABLE, span.holds(cases.c.opened_at)
        )
        answered, n = (await self._session.execute(opened)).one()
        return Rate(hits=answered, n=n)

    async def _reopened(self, here: ColumnElement[bool], span: Span) -> Rate:
        again = activities.alias("again")
        taken_up = (
            select(again.c.number)
            .where(
                again.c.case_id == activities.c.case_id,
                again.c.number > activities.c.number,
                again.c.kind.in_(["reopened", "continued"]),
            )
            .exists()
        )
        closed = (
            select(func.count(activities.c.case_id.distinct()).filter(taken_up), func.count(cases.c.id.distinct()))
            .join(cases, cases.c.id == activities.c.case_id)
            .where(here, ANSWERABLE, activities.c.kind == "closed", span.holds(activities.c.at))
        )
        reopened, n = (await self._session.execute(closed)).one()
        return Rate(hits=reopened, n=n)

    async def _verdicts(self, here: ColumnElement[bool], span: Span) -> list[Verdict]:
        found = await self._session.execute(
            select(verdicts.c.score, verdicts.c.words, verdicts.c.recommended, verdicts.c.quotable)
            .join(cases, cases.c.id == verdicts.c.case_id)
            .where(here, cases.c.status != Status.VOID.value, span.holds(verdicts.c.at))
        )
        return [
            Verdict(score=score, words=words, recommended=recommended, quotable=quotable)
            for score, words, recommended, quotable in found
        ]

    async def _waits(self, *moments: ColumnElement[Any], where: Sequence[ColumnElement[bool]]) -> list[Wait]:
        """Waits by their start, due moment, end, and stop of the clock, as many as are given."""
        found = await self._session.execute(
            select(cases.c.community, *map(_seconds, moments)).where(*where).group_by(cases.c.community)
        )
        return [wait for community, *columns in found for wait in map(Wait, repeat(community), *columns)]


def _seconds(moment: ColumnElement[Any]) -> ColumnElement[Any]:
    """All such moments of a group in one array: a row for each would take five times as long to read."""
    return func.array_agg(cast(func.extract("epoch", moment), Double))


class Span:
    """A span of time in queries."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self.start = start
        self.end = end

    def holds(self, moment: ColumnElement[Any]) -> ColumnElement[bool]:
        """Whether a moment is in it."""
        return and_(moment >= self.start, moment < self.end)
