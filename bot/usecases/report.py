"""How well customers were answered, in numbers."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.measures import Facts, Measures, WorkingMinutes, measure
from bot.domain.people import Member
from bot.domain.period import Period, read_period
from bot.domain.roles import Act, permit
from bot.domain.worked import Ruler
from bot.ports import Clock, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The measures of a period and of the one before; of all communities where `community` is None.

    `overdue` cases are open past their time right now, whatever the period. `running` periods are not over.
    """

    community: Community | None
    period: Period
    measures: Measures
    before: Measures
    overdue: int
    running: bool

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return self.measures.empty and not self.overdue


async def report(
    community: Community | None, period: str, actor: Member, *, uow: UnitOfWork, company: Company, clock: Clock
) -> Report:
    """The report of a period as somebody writes it (`last week`, `2026-11`; nothing means the running month).

    The period is that of the community's time zone; for all of them, that of the default community. Raises BadInput,
    NotAllowed.
    """
    permit(Act.REPORT, actor, own=True, community=community, company=company)
    zone, now = zone_of(community, company), clock.now()
    chosen = read_period(period, now, zone)
    async with uow:
        return Report(
            community=community,
            period=chosen,
            measures=await measured(community, chosen, uow=uow, company=company, now=now),
            before=await measured(community, chosen.previous, uow=uow, company=company, now=now),
            overdue=await uow.measures.overdue(community.name if community else None, now),
            running=now < chosen.end(zone),
        )


async def measured(
    community: Community | None, period: Period, *, uow: UnitOfWork, company: Company, now: datetime
) -> Measures:
    """The measures of a period, within an open unit of work. The counting is done beside the event loop."""
    zone = zone_of(community, company)
    start, end = period.start(zone), period.end(zone)
    facts = await uow.measures.facts(community.name if community else None, start, end)
    return await asyncio.to_thread(lambda: measure(facts, start, end, now, _working(facts, end, company)))


def zone_of(community: Community | None, company: Company) -> ZoneInfo:
    """The time zone in which the periods of a community begin; of all of them, that of the default community."""
    return (community or company.community(company.default_community)).zone


def _working(facts: Facts, end: datetime, company: Company) -> WorkingMinutes:
    """The working minutes of each community; one that left the settings has the hours of the default community."""
    since = facts.since()
    first = end if since is None else datetime.fromtimestamp(since, UTC)
    rulers: dict[str, Ruler] = {}

    def working(community: str, start: float, until: float) -> float:
        if community not in rulers:
            known = company.communities.get(community) or company.community(company.default_community)
            rulers[community] = Ruler(known.terms.hours, first, end)
        return rulers[community].minutes(start, until)

    return working
