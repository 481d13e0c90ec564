"""See which communities there are."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.company import Company
from bot.domain.people import MemberId
from bot.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How many cases of each community are not over, and the names of those who lead."""

    live: dict[str, int]
    names: dict[MemberId, str]


async def list_communities(*, uow: UnitOfWork, company: Company) -> Overview:
    """What a list of the communities tells beside what the company knows of them."""
    leads = {member for one in company.communities.values() for member in one.leads.members}
    async with uow:
        return Overview(live=await uow.communities.open_counts(), names=await uow.members.names(leads))


async def count_live(name: str, *, uow: UnitOfWork) -> int:
    """How many cases of a community are not over."""
    async with uow:
        return len(await uow.communities.live_cases(name))
