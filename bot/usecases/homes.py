"""Where cases may live."""

from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.errors import ClosedCommunity
from bot.ports import UnitOfWork


async def home_for_cases(name: str, *, uow: UnitOfWork, company: Company) -> Community:
    """The community of this name, which nobody can close until the unit of work ends. Raises ClosedCommunity,
    UnknownCommunity."""
    home = company.taking_cases(name)
    if home.opened and not await uow.communities.hold(name):
        raise ClosedCommunity(home.title)
    return home
