"""Write the workbook of a community, or of all, and of a period."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.board import function_places, function_standings, places
from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.exporting import (
    Heading,
    Row,
    Scope,
    Sheet,
    Wording,
    metric_rows,
    told_until,
)
from bot.domain.people import Member, own_zone
from bot.domain.period import Month, Period, Week
from bot.domain.roles import Act, Role, permit, role_in
from bot.ports import Book, UnitOfWork
from bot.usecases.report import measured, zone_of

ALL = "All communities"

_Fact = TypeVar("_Fact")

OnRows = Callable[[Sheet, int], Awaitable[None]]
"""What is done when a sheet has grown to so many rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A workbook as it was asked for: of a community, of all where it is None. The `whole` names everyone beside
    credit, and every confirmer; `zone` is that of the clock on the wall."""

    community: Community | None
    period: Period
    zone: ZoneInfo
    whole: bool

    @property
    def where(self) -> str:
        """Of which communities it is."""
        return self.community.title if self.community else ALL


def permit_export(actor: Member, community: Community | None, company: Company) -> None:
    """Refuse whoever does not lead this community; where it is about all, who is no administrator. Raises
    NotAllowed."""
    permit(Act.EXPORT if community else Act.EXPORT_ALL, actor, own=True, community=community, company=company)


def order_of(actor: Member, community: Community | None, period: Period, company: Company) -> Order:
    """What this person gets who asks for a workbook. Raises NotAllowed."""
    permit_export(actor, community, company)
    whole = role_in(actor, community, company) is Role.ADMINISTRATOR
    zone = community.zone if community else own_zone(actor) or zone_of(None, company)
    return Order(community=community, period=period, zone=zone, whole=whole)


def heading_of(order: Order, now: datetime) -> Heading:
    """What stands above its sheets."""
    return Heading(where=order.where, period=order.period, zone=order.zone, at=now, whole=order.whole)


async def export_workbook(
    order: Order, book: Book, *, uow: UnitOfWork, company: Company, now: datetime, on_rows: OnRows
) -> None:
    """Write all sheets, read in one transaction, so that they agree with each other."""
    community, zone = order.community, zone_of(order.community, company)
    scope = Scope(
        community=community.name if community else None,
        period=order.period,
        start=order.period.start(zone),
        end=order.period.end(zone),
        confirmed_before=told_until(community, now) if community and not order.whole else None,
    )
    async with uow:
        await uow.exported.hold_still()
        people, on_boards = await uow.exported.people(), await uow.members.on_boards()
        wording = Wording(company=company, people=people, on_boards=on_boards, now=now, whole=order.whole)
        sheets = {
            Sheet.CASES: _cases(scope, wording, uow),
            Sheet.CLAIMS: _each(uow.exported.claims(scope), wording.claim),
            Sheet.CONFIRMATIONS: _each(uow.exported.confirmations(scope), wording.confirmation),
            Sheet.CREDITS: _each(uow.exported.entries(scope), wording.credit),
            Sheet.BOARDS: _boards(order, scope, wording, uow),
            Sheet.METRICS: _metrics(order, company, now, uow),
            Sheet.ADJUSTMENTS: _each(uow.exported.adjustments(scope), wording.adjustment),
        }
        for sheet, batches in sheets.items():
            async for rows in batches:
                await on_rows(sheet, await book.add(sheet, rows))


async def _each(
    batches: AsyncIterator[Sequence[_Fact]], reading: Callable[[_Fact], Row]
) -> AsyncIterator[Sequence[Row]]:
    async for facts in batches:
        yield [reading(fact) for fact in facts]


async def _cases(scope: Scope, wording: Wording, uow: UnitOfWork) -> AsyncIterator[Sequence[Row]]:
    """A row a mention, the mentions of each case counted from 1."""
    case, number = None, 0
    async for facts in uow.exported.mentions(scope):
        rows: list[Row] = []
        for fact in facts:
            case, number = fact.case, number + 1 if fact.case == case else 1
            rows.append(wording.case(fact, number))
        yield rows


async def _boards(order: Order, scope: Scope, wording: Wording, uow: UnitOfWork) -> AsyncIterator[Sequence[Row]]:
    """The boards of each season as everyone may see them."""
    functions = await uow.members.functions()
    for season in scope.seasons:
        volunteered = await uow.boards.volunteered(season=season, community=scope.community)
        earned = await uow.boards.earned(season=season, community=scope.community)
        yield [
            *wording.initiative(season, order.where, places(volunteered, wording.on_boards)),
            *wording.functions(season, order.where, function_places(function_standings(earned, functions).values())),
        ]


async def _metrics(order: Order, company: Company, now: datetime, uow: UnitOfWork) -> AsyncIterator[Sequence[Row]]:
    """The measures of the period and of its weeks; of all communities together first."""
    each = [order.community] if order.community else [None, *company.communities.values()]
    for community in each:
        zone, told = zone_of(community, company), []
        for one in _parts(order.period, zone, now):
            measures = await measured(community, one, uow=uow, company=company, now=now)
            told.append((str(one), one.start(zone), measures))
        yield [*metric_rows(community.title if community else ALL, told, company)]


def _parts(period: Period, zone: ZoneInfo, now: datetime) -> Iterator[Period]:
    """The period, and the weeks of a month that have begun."""
    yield period
    if isinstance(period, Month):
        week = Week.of(period.start(zone), zone)
        while week.start(zone) < min(period.end(zone), now):
            yield week
            week = Week.of(week.end(zone), zone)
