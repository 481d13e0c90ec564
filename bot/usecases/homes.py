"""Where cases may live."""

from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.errors import ClosedCommunity
from bot.domain.people import Member
from bot.domain.privacy import as_seen_by
from bot.ports import UnitOfWork


async def home_for_cases(name: str, actor: Member, *, uow: UnitOfWork, company: Company) -> Community:
    """The community of this name, which nobody can close until the unit of work ends; `actor` must know of it.

    Raises ClosedCommunity, UnknownCommunity.
    """
    home = as_seen_by(actor, company).taking_cases(name)
    if not await has_home(name, uow=uow, company=company):
        raise ClosedCommunity(home.title)
    return home


async def has_home(name: str, *, uow: UnitOfWork, company: Company) -> bool:
    """Whether a community takes cases; nobody can close it until the unit of work ends. Raises UnknownCommunity."""
    return not company.community(name).opened or await uow.communities.hold(name)
