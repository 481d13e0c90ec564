"""Look back in the channel of a community that was closed, and archive it."""

from __future__ import annotations

from collections.abc import Awaitable
from contextlib import suppress
from functools import partial

from bot.domain.company import Company
from bot.domain.opening import OpenedCommunity, State
from bot.domain.retrospective import Retrospective
from bot.domain.telling import LookingBack, NotFinished
from bot.ports import Clock, Messenger, SlackRefused, UnitOfWork, Workbooks
from bot.usecases.saying import say_once
from bot.usecases.telling import answer_member, tell_members
from bot.usecases.uploading import upload_once


async def close_channel(
    name: str, *, uow: UnitOfWork, company: Company, messenger: Messenger, workbooks: Workbooks, clock: Clock
) -> None:
    """Tell the channel what was done in it, with a workbook, then archive it. Each step may be taken again.

    What Slack refuses keeps nothing from being closed: whoever closed it, or leads it, is told. Raises QuietNow,
    SlackBusy, SlackUnsure.
    """
    async with uow:
        community = await uow.communities.get(name)
    if community is None or community.state is not State.CLOSED or not community.channel:
        return
    untold = await _refusal(_look_back(community, uow, company, messenger, workbooks, clock))
    unarchived = await _refusal(messenger.archive(community.channel))
    if problem := unarchived or untold:
        told = NotFinished(community=community, problem=problem, archived=unarchived is None)
        await _tell(told, uow=uow, company=company, messenger=messenger, clock=clock)


async def _refusal(step: Awaitable[None]) -> str | None:
    """Take a step; gives the reason where Slack refuses it."""
    try:
        await step
    except SlackRefused as refused:
        return str(refused)
    return None


async def compose_retrospective(community: OpenedCommunity, *, uow: UnitOfWork, company: Company) -> Retrospective:
    """All that was done in a community, with the names of those who did it."""
    async with uow:
        given = await uow.retrospectives.given(community.name)
        deeds = await uow.retrospectives.deeds(community.name)
        people = {one.by for one in given} | {deed.by for deed in deeds if deed.by} | {community.opened_by}
        members = [member for one in people if (member := await uow.members.get(one))]
        return Retrospective(
            community=community,
            cases=await uow.retrospectives.cases(community.name),
            given=given,
            deeds=deeds,
            names={member.id: member.name for member in members},
            functions={member.id: member.function for member in members if member.function},
            zone=company.customs.zone,
        )


async def _look_back(
    community: OpenedCommunity,
    uow: UnitOfWork,
    company: Company,
    messenger: Messenger,
    workbooks: Workbooks,
    clock: Clock,
) -> None:
    back, channel = await compose_retrospective(community, uow=uow, company=company), community.channel or ""
    key, told = f"looking-back:{community.name}", LookingBack(retrospective=back)
    await say_once(
        key, channel, lambda: messenger.post(told, channel, key), uow=uow, messenger=messenger, clock=clock
    )
    file, key = f"{community.name}.xlsx", f"workbook:{community.name}"
    title = f"Looking back · {community.title}"
    make = partial(workbooks.retrospective, back)
    await upload_once(key, channel, file, title, make, uow=uow, messenger=messenger, clock=clock)


async def _tell(told: NotFinished, *, uow: UnitOfWork, company: Company, messenger: Messenger, clock: Clock) -> None:
    """Say it in the channel, where that is still open, and to whoever closed it; to its leads where nobody did."""
    community, channel = told.community, told.community.channel or ""
    key = f"not-finished:{community.name}"
    if not told.archived:
        with suppress(SlackRefused):  # Muster may be no longer in there; those below are told all the same
            await say_once(
                key, channel, lambda: messenger.post(told, channel, key), uow=uow, messenger=messenger, clock=clock
            )
    if by := community.closed_by:
        await answer_member(by, told, f"{key}:{by}", uow=uow, messenger=messenger, clock=clock)
    else:
        keys = {lead: f"{key}:{lead}" for lead in community.leads}
        await tell_members(told, keys, uow=uow, company=company, messenger=messenger, clock=clock)
