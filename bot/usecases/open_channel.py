"""Make the channel of a community, and begin."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.opening import OpenedCommunity, State
from bot.domain.people import MemberId
from bot.domain.telling import CommunityOpen, CommunityRefused, Welcome
from bot.ports import Clock, Messenger, SlackRefused, UnitOfWork
from bot.usecases.saying import say_once
from bot.usecases.telling import answer_member


async def open_channel(name: str, *, uow: UnitOfWork, messenger: Messenger, clock: Clock) -> OpenedCommunity | None:
    """Bring a community from its wish to its channel, and tell whoever opened it. Each step may be taken again.

    Returns it as it stands then; None where it is wished for no more. Raises SlackBusy, SlackRefused, SlackUnsure.
    """
    async with uow:
        community = await uow.communities.get(name)
    if community is None or community.state is State.CLOSED:
        return None
    not_invited: dict[MemberId, str] = {}
    if community.state is State.OPEN:  # an earlier attempt broke off before it had told whom it could not invite
        not_invited = await messenger.invite(community.channel or "", community.people)
    elif community.state is State.OPENING:
        try:
            community = await _with_channel(community, uow=uow, messenger=messenger)
            not_invited = await _furnish(community, uow=uow, messenger=messenger, clock=clock)
            community = await _store(replace(community, state=State.OPEN, problem=None), uow)
        except SlackRefused as refused:
            community = await _store(replace(community, state=State.REFUSED, problem=str(refused)), uow)
    await _tell_opener(community, not_invited, uow=uow, messenger=messenger, clock=clock)
    return community


async def _with_channel(community: OpenedCommunity, *, uow: UnitOfWork, messenger: Messenger) -> OpenedCommunity:
    """The community with its channel. An earlier attempt may have made it and broken off before that was stored: then
    the channel is Muster's own, and no other community lives in it."""
    if community.channel:
        return community
    try:
        channel = await messenger.create_channel(community.name, private=community.private)
    except SlackRefused as refused:
        if not str(refused).startswith("name_taken"):
            raise
        found = await messenger.own_channel(community.name)
        async with uow:
            home = found and await uow.communities.owner_of(found)
        if found is None or home:
            raise
        channel = found
    return await _store(replace(community, channel=channel), uow)


async def _furnish(
    community: OpenedCommunity, *, uow: UnitOfWork, messenger: Messenger, clock: Clock
) -> dict[MemberId, str]:
    """Say in the channel what it is for, and invite people. Returns those who could not be, with Slack's reason."""
    channel = community.channel or ""
    await messenger.set_purpose(channel, community.purpose)
    key = f"welcome:{community.name}:{channel}"
    told = Welcome(community=community)
    await say_once(
        key, channel, lambda: messenger.post(told, channel, key), uow=uow, messenger=messenger, clock=clock
    )
    return await messenger.invite(channel, community.people)


async def _store(community: OpenedCommunity, uow: UnitOfWork) -> OpenedCommunity:
    async with uow:
        await uow.communities.save(community)
        await uow.commit()
    return community


async def _tell_opener(
    community: OpenedCommunity,
    not_invited: dict[MemberId, str],
    *,
    uow: UnitOfWork,
    messenger: Messenger,
    clock: Clock,
) -> None:
    opener = community.opened_by
    if community.state is State.REFUSED:
        key = f"refused:{community.name}:{community.opened_at.timestamp()}"
        await answer_member(
            opener, CommunityRefused(community=community), key, uow=uow, messenger=messenger, clock=clock
        )
        return
    async with uow:
        names = await uow.members.names(not_invited)
    reasons = tuple((names.get(member, "Somebody"), reason) for member, reason in not_invited.items())
    told, key = CommunityOpen(community=community, not_invited=reasons), f"opened:{community.name}"
    await answer_member(opener, told, key, uow=uow, messenger=messenger, clock=clock)
