"""What credit is computed from, for an auditor."""

from datetime import datetime

from bot.domain.company import Company
from bot.domain.credit import World
from bot.domain.period import month_span
from bot.ports import UnitOfWork


async def export_world(month: str, *, uow: UnitOfWork, company: Company) -> World:
    """The world of a month (`2026-11`, in UTC): its ledger is the season's. Raises BadInput."""
    start, end = month_span(month)
    async with uow:
        return await world_between(start, end, uow=uow, company=company)


async def world_between(start: datetime, end: datetime, *, uow: UnitOfWork, company: Company) -> World:
    """The world of the cases signed off in a span, inside a unit of work that is open already."""
    return await uow.credits.world(start, end, await approvers(uow=uow, company=company))


async def approvers(*, uow: UnitOfWork, company: Company) -> frozenset[str]:
    """The ids of all who may sign off anywhere, inside a unit of work that is open already."""
    people = await uow.members.among(ids=frozenset(), functions=company.approving_functions, usergroup=None)
    return frozenset(one.id for one in people if company.approves(one))
