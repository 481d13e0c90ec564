"""What every listener needs at hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypedDict

from bot.domain.company import Company
from bot.domain.people import Member, MemberId
from bot.domain.privacy import as_seen_by
from bot.domain.routing import Rules
from bot.ports import Clock, Crm, Invites, UnitOfWork
from bot.usecases.know_communities import CompanyNow
from bot.usecases.listening import Listening


class Tools(TypedDict):
    """What most use cases ask for, to be handed over as `**desk.tools()`."""

    uow: UnitOfWork
    company: Company
    clock: Clock


class Ears(Tools):
    """What those ask for who bring mentions in, to be handed over as `**desk.ears()`."""

    rules: Rules
    listening: Listening


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The company, its rules, the time, and a fresh unit of work for each act."""

    company: Company
    rules: Rules
    clock: Clock
    uow: Callable[[], UnitOfWork]
    invites: Invites
    listening: Listening
    crm: Crm | None = None
    customer_channels: Mapping[str, str] = field(default_factory=dict)
    """For each channel that is shared with customers, the source by which what they say there comes in."""
    company_now: CompanyNow = field(default_factory=CompanyNow)

    async def fresh(self) -> "Desk":
        """The same desk with the communities that there are now; each act begins with it."""
        company, rules = await self.company_now.look(self.company, self.rules, uow=self.uow())
        return replace(self, company=company, rules=rules)

    async def company_seen_by(self, person: MemberId) -> Company:
        """The company as menus show it to a person; somebody who is not known yet sees nothing private."""
        async with self.uow() as uow:
            member = await uow.members.get(person)
        return as_seen_by(member or Member(id=person, name=""), self.company)

    def tools(self) -> Tools:
        """Tools for one act."""
        return Tools(uow=self.uow(), company=self.company, clock=self.clock)

    def ears(self) -> Ears:
        """The same with what is needed to bring mentions in."""
        return Ears(**self.tools(), rules=self.rules, listening=self.listening)
