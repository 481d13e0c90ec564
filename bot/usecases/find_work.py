"""What waits for a person."""

from bot.domain.community import Company
from bot.domain.people import Member
from bot.domain.sheet import Work
from bot.ports import UnitOfWork

AT_MOST = 10
"""Cases a list shows; the most urgent come first."""


async def find_work(member: Member, *, uow: UnitOfWork, company: Company) -> Work:
    """The drafts this person may sign, the cases they own, and those that wait for their function."""
    signs_in = [c.name for c in company.communities.values() if c.may_sign(member)]
    async with uow:
        return Work(
            to_sign=await uow.cases.awaiting_sign_off(signs_in, member.id, AT_MOST),
            owned=await uow.cases.owned_by(member.id),
            awaited=await uow.cases.awaiting(member.function, AT_MOST) if member.function else [],
        )
