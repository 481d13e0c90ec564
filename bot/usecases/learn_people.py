"""Know who works here."""

from dataclasses import replace

from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.errors import Stranger
from bot.domain.opening import State
from bot.domain.people import Member, MemberId
from bot.ports import Messenger, SlackRefused, UnitOfWork


async def sync_people(*, uow: UnitOfWork, company: Company, messenger: Messenger) -> int:
    """Learn everyone from Slack, be in every community's channel, and learn who is in the private ones. Returns
    how many people there are.

    A channel that cannot be joined or read keeps nobody from the others. Raises SlackBusy, SlackRefused, SlackUnsure.
    """
    people = await messenger.people()
    async with uow:
        await uow.members.put(people)
        await uow.commit()
    refused = []
    for community in company.communities.values():
        try:
            await messenger.join(community.channel)
            if community.private:
                await _learn_circle(community, uow=uow, messenger=messenger)
        except SlackRefused as error:
            refused.append(f"{community.channel} of {community.title} cannot be joined or read ({error})")
    if refused:
        raise SlackRefused("; ".join(refused))
    return len(people)


async def _learn_circle(community: Community, *, uow: UnitOfWork, messenger: Messenger) -> None:
    """Let those be the people of a private community who are in its channel now."""
    within = await messenger.people_in(community.channel)
    async with uow:
        kept = await uow.communities.get(community.name)
        if kept and kept.state is State.OPEN and set(kept.people) != set(within):
            await uow.communities.save(replace(kept, people=tuple(sorted(within))))
            await uow.commit()


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


async def heed_coming_and_going(channel: str, *, uow: UnitOfWork, company: Company) -> None:
    """Ask for a look at everyone where somebody came into the channel of a private community, or left it."""
    if any(one.private and one.channel == channel for one in company.communities.values()):
        await ask_to_sync(uow=uow)


async def ask_to_sync(*, uow: UnitOfWork) -> None:
    """Ask for a look at everyone."""
    async with uow:
        await uow.jobs.sync_people()
        await uow.commit()
