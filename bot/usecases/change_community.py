"""Change what a community is for, who helps, who leads, and when it ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.domain.company import Company
from bot.domain.errors import BadInput, NotAllowed, UnknownCommunity
from bot.domain.opening import OpenedCommunity, State
from bot.domain.people import Member, MemberId
from bot.domain.roles import Act, permit
from bot.domain.wish import Wish, check_end, check_purpose, check_rules
from bot.ports import Clock, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a community is to be from now on; its name and its channel stay."""

    purpose: str
    functions: tuple[str, ...]
    sign_off: tuple[str, ...]
    keywords: str
    leads: tuple[MemberId, ...]
    ends_on: date | None
    ends_with_cases: bool

    def of(self, community: OpenedCommunity) -> OpenedCommunity:
        """The community after it."""
        return replace(
            community,
            purpose=self.purpose.strip(),
            functions=self.functions,
            sign_off=self.sign_off,
            keywords=replace(community.as_wish, keywords=self.keywords).words,
            leads=self.leads,
            ends_on=self.ends_on,
            ends_with_cases=self.ends_with_cases,
        )


async def change_community(
    name: str, actor: Member, change: Change, *, uow: UnitOfWork, company: Company, clock: Clock
) -> OpenedCommunity:
    """Change an open community. Cases that are open keep what was asked of them.

    Raises BadInput, ClosedCommunity, NotAllowed, UnknownCommunity.
    """
    permit_running(name, actor, company)
    async with uow:
        community = await open_one(name, company, uow)
        changed = change.of(community)
        check_purpose(changed.purpose)
        check_rules(changed.functions, changed.sign_off, changed.keywords, company)
        if changed.ends_on != community.ends_on:
            check_end(changed.ends_on, clock.now().astimezone(company.customs.zone).date())
        if not changed.leads:
            raise BadInput("Somebody has to lead it. Choose one person at least.", field="leads")
        await uow.communities.save(changed)
        await uow.jobs.end_community(name)
        await uow.commit()
    return changed


async def look_up_community(name: str, *, uow: UnitOfWork, company: Company) -> OpenedCommunity:
    """An open community as it stands. Raises ClosedCommunity, NotAllowed, UnknownCommunity."""
    company.taking_cases(name)
    expect_opened(name, company)
    async with uow:
        return await open_one(name, company, uow)


async def look_up_wish(name: str, *, uow: UnitOfWork) -> Wish:
    """What was wished for when Slack refused. Raises UnknownCommunity where that was settled since."""
    async with uow:
        community = await uow.communities.get(name)
    if community is None or community.state is not State.REFUSED:
        raise UnknownCommunity(name, [])
    return community.as_wish


def permit_running(name: str, actor: Member, company: Company) -> None:
    """Refuse whoever neither leads the community nor is an administrator, and communities of `muster.toml`.

    Raises ClosedCommunity, NotAllowed, UnknownCommunity.
    """
    community = company.taking_cases(name)
    expect_opened(name, company)
    permit(Act.RUN_COMMUNITY, actor, own=False, community=community, company=company)


def expect_opened(name: str, company: Company) -> None:
    """Raises NotAllowed for a community that stands in `muster.toml`."""
    community = company.community(name)
    if not community.opened:
        raise NotAllowed(f"{community.title} stands in muster.toml. Whoever runs Muster changes it there.")


async def open_one(name: str, company: Company, uow: UnitOfWork) -> OpenedCommunity:
    """Read one to change it, inside a unit of work that is open already. Raises UnknownCommunity."""
    community = await uow.communities.get(name)
    if community is None or community.state is not State.OPEN:
        raise UnknownCommunity(name, sorted(company.communities))
    return community
