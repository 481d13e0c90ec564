"""What a digest tells of the cases of a week: summed up or picked by the database, for they may be very many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.credit.amounts import ANSWER, LOOP, SPOT
from bot.domain.digest import Colleague, Improvement, Paces, Quote, Story, Totals, Waiting
from bot.domain.idea import IdeaId, IdeaStatus
from bot.domain.period import Week
from bot.domain.status import Status
from storage import week_sums
from storage.cases import slot_waits
from storage.members import on_boards
from storage.tables import cases, idea_cases, idea_changes, ideas, members, share_claims, slots, verdicts

_OPEN = cases.c.status == Status.OPEN.value


class SqlWeekCases:
    """Fulfils `bot.ports.WeekCases`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def closed(self, community: str, start: datetime, end: datetime) -> int:
        """How many cases were closed."""
        counted = await self._session.scalar(select(func.count()).where(closed_in(community, start, end)))
        return counted or 0

    async def standing(self, community: str, now: datetime) -> tuple[int, int]:
        """How many cases are open, and how many of these past their time."""
        counted = select(func.count(), func.count().filter(cases.c.due_at < now))
        opened, overdue = (await self._session.execute(counted.where(cases.c.community == community, _OPEN))).one()
        return opened, overdue

    async def waiting(self, community: str) -> tuple[Waiting, ...]:
        """The functions whose input open cases await, those that most cases await first."""
        rows = await self._session.execute(
            select(slots.c.name, func.count())
            .join(cases, cases.c.id == slots.c.case_id)
            .where(cases.c.community == community, _OPEN, slot_waits(), slots.c.name.not_like("@%"))
            .group_by(slots.c.name)
            .order_by(func.count().desc(), slots.c.name)
        )
        return tuple(Waiting(function=function, cases=count) for function, count in rows)

    async def paces(self, community: str, start: datetime, end: datetime, now: datetime) -> Paces:
        """How fast first replies and resolutions came, just as bot.domain.measures has it."""
        return await week_sums.paces(self._session, community, start, end, now)

    async def totals(self, community: str, zone: ZoneInfo, weeks: Sequence[Week]) -> dict[str, Totals]:
        """The sums of these weeks of a time zone, each by the week as it is written."""
        return await week_sums.totals(self._session, community, zone, weeks)

    async def first_replies(self, community: str, zone: ZoneInfo, weeks: Sequence[Week]) -> dict[str, float]:
        """The medians of the first replies that came in these weeks of a time zone, in minutes, each by the week as
        it is written; a week without any is left out."""
        return await week_sums.first_replies(self._session, community, zone, weeks)

    async def story_cases(self, community: str, start: datetime, end: datetime, most: int) -> tuple[CaseId, ...]:
        """The closed cases in which most functions took part, then those closed first: neither reach nor speed
        chooses. A case that nobody answered is no story."""
        found = await self._session.scalars(
            select(cases.c.id)
            .join(share_claims, share_claims.c.case_id == cases.c.id)
            .where(closed_in(community, start, end), share_claims.c.slot.startswith(ANSWER))
            .group_by(cases.c.id)
            .order_by(func.count(share_claims.c.slot.distinct()).desc(), cases.c.ended_at, cases.c.id)
            .limit(most)
        )
        return tuple(map(CaseId, found))

    async def stories(self, community: str, of: Sequence[CaseId]) -> tuple[Story, ...]:
        """How these cases went, in their order; nothing of those that are elsewhere by now, maybe in private. Only
        who is on the boards is named."""
        told = select(cases.c.id, cases.c.matter, cases.c.outcome, cases.c.reply_url)
        told = told.where(cases.c.id.in_(of), cases.c.community == community)
        rows = {row.id: row for row in await self._session.execute(told)}
        claims: defaultdict[int, list[Any]] = defaultdict(list)
        found = await self._session.execute(
            select(share_claims, members.c.function, on_boards().label("on_boards"))
            .outerjoin(members, members.c.id == share_claims.c.member)
            .where(share_claims.c.case_id.in_(of))
            .order_by(share_claims.c.place)
        )
        for claim in found:
            claims[claim.case_id].append(claim)
        return tuple(_story(rows[case_id], claims[case_id]) for case_id in of if case_id in rows)

    async def quoted_cases(self, community: str, start: datetime, end: datetime, most: int) -> tuple[CaseId, ...]:
        """The closed cases whose customers let us quote what they said, those closed first before the others."""
        said = select(verdicts.c.case_id).where(verdicts.c.case_id == cases.c.id, _QUOTABLE).exists()
        found = await self._session.scalars(
            select(cases.c.id)
            .where(closed_in(community, start, end), said)
            .order_by(cases.c.ended_at, cases.c.id)
            .limit(most)
        )
        return tuple(map(CaseId, found))

    async def quotes(self, community: str, of: Sequence[CaseId]) -> tuple[Quote, ...]:
        """What the customers of these cases said last, in their order; nothing of a case whose words are gone,
        or that is elsewhere by now."""
        found = await self._session.execute(
            select(verdicts.c.case_id, verdicts.c.words, cases.c.matter, cases.c.outcome)
            .join(cases, cases.c.id == verdicts.c.case_id)
            .where(verdicts.c.case_id.in_(of), cases.c.community == community, _QUOTABLE)
            .order_by(verdicts.c.reply)
        )
        said = {
            row.case_id: Quote(case=CaseId(row.case_id), matter=row.matter, words=row.words, outcome=row.outcome)
            for row in found
        }
        return tuple(said[case_id] for case_id in of if case_id in said)

    async def carried_out(self, community: str, start: datetime, end: datetime, most: int) -> tuple[IdeaId, ...]:
        """Ideas of this community's cases that were carried out, the first first."""
        done = and_(
            ideas.c.status == IdeaStatus.DONE.value,
            idea_changes.c.status == IdeaStatus.DONE.value,
            idea_changes.c.at >= start,
            idea_changes.c.at < end,
        )
        asked_here = _asked(community).where(idea_cases.c.idea_id == ideas.c.id).exists()
        found = await self._session.scalars(
            select(ideas.c.id)
            .join(idea_changes, idea_changes.c.idea_id == ideas.c.id)
            .where(done, asked_here)
            .group_by(ideas.c.id)
            .order_by(func.min(idea_changes.c.at), ideas.c.id)
            .limit(most)
        )
        return tuple(map(IdeaId, found))

    async def improvements(self, community: str, of: Sequence[IdeaId]) -> tuple[Improvement, ...]:
        """These ideas, in their order, each with how many cases of the community asked for it."""
        asked = _asked(community).where(idea_cases.c.idea_id == ideas.c.id)
        asked_times = asked.with_only_columns(func.count()).scalar_subquery()
        found = await self._session.execute(
            select(ideas.c.id, ideas.c.title, asked_times.label("asked")).where(ideas.c.id.in_(of))
        )
        told = {row.id: Improvement(idea=IdeaId(row.id), title=row.title, cases=row.asked) for row in found}
        return tuple(told[idea] for idea in of if idea in told)


_QUOTABLE = and_(verdicts.c.quotable, verdicts.c.words.is_not(None))


def closed_in(community: str, start: datetime, end: datetime) -> ColumnElement[bool]:
    """Whether a case of a community was closed from `start` until before `end`, and still is."""
    return and_(
        cases.c.community == community,
        cases.c.status == Status.CLOSED.value,
        cases.c.ended_at >= start,
        cases.c.ended_at < end,
    )


def _asked(community: str) -> Any:
    return (
        select(idea_cases.c.case_id)
        .join(cases, cases.c.id == idea_cases.c.case_id)
        .where(cases.c.community == community)
        .correlate(ideas)
    )


def _story(row: Any, claims: Sequence[Any]) -> Story:
    def colleague(claim: Any, function: str | None) -> Colleague:
        return Colleague(function=function, member=claim.member if claim.on_boards else None)

    def first(slot: str) -> Colleague | None:
        return next((colleague(claim, claim.function) for claim in claims if claim.slot == slot), None)

    return Story(
        case=CaseId(row.id),
        matter=row.matter,
        outcome=row.outcome or "",
        spotted_by=first(SPOT),
        answered_by=tuple(
            colleague(claim, claim.slot.removeprefix(ANSWER)) for claim in claims if claim.slot.startswith(ANSWER)
        ),
        looped_by=first(LOOP),
        link=row.reply_url,
    )
