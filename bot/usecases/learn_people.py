"""Know who works here."""

from bot.domain.company import Company
from bot.domain.errors import Stranger
from bot.domain.people import Member, MemberId
from bot.ports import Messenger, SlackRefused, UnitOfWork


async def sync_people(*, uow: UnitOfWork, company: Company, messenger: Messenger) -> int:
    """Learn everyone from Slack, and be in every community's channel. Returns how many people there are.

    A channel that cannot be joined keeps nobody from the others. Raises SlackBusy, SlackRefused, SlackUnsure.
    """
    people = await messenger.people()
    async with uow:
        await uow.members.put(people)
        await uow.commit()
    refused = []
    for community in company.communities.values():
        try:
            await messenger.join(community.channel)
        except SlackRefused as error:
            refused.append(f"{community.channel} of {community.title} cannot be joined ({error})")
    if refused:
        raise SlackRefused("; ".join(refused))
    return len(people)


async def recognise(member_id: MemberId, *, uow: UnitOfWork) -> Member:
    """The person who acts. Raises Stranger, after asking to look at everyone again, where Slack's last answer
    did not hold them."""
    async with uow:
        member = await uow.members.get(member_id)
        if member is None:
            await uow.jobs.sync_people()
            await uow.commit()
            raise Stranger
    return member


async def ask_to_sync(*, uow: UnitOfWork) -> None:
    """Ask for a look at everyone."""
    async with uow:
        await uow.jobs.sync_people()
        await uow.commit()
