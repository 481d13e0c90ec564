"""Close a community: by a lead, or by itself when its time has come."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.case import Case
from bot.domain.company import Company
from bot.domain.errors import BadInput, Stale, expect_words
from bot.domain.opening import OpenedCommunity, State, end_reached
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.domain.status import Status
from bot.domain.telling import CommunityWaits
from bot.ports import Clock, Messenger, UnitOfWork
from bot.usecases.change_community import open_one, permit_running
from bot.usecases.homes import home_for_cases
from bot.usecases.keeping import keep
from bot.usecases.telling import tell_members


async def close_community(
    name: str,
    actor: Member,
    *,
    outcome: str,
    move_to: str = "",
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> OpenedCommunity:
    """Close a community with what came of it. Its open cases move to `move_to`; without that they are in the way.

    Raises BadInput, ClosedCommunity, NotAllowed, Stale, UnknownCommunity, WrongStage.
    """
    permit_running(name, actor, company)
    expect_words(outcome, "Say in a line what came of it; the channel is told.", field="outcome")
    async with uow:
        live = [await uow.cases.get(case_id) for case_id in await uow.communities.live_cases(name)]
        community = await open_one(name, company, uow)  # after its cases, as in every act on one of them
        if await uow.communities.live_cases(name) != [case.id for case in live]:
            raise Stale
        await _move_all(live, actor, move_to, uow=uow, company=company, clock=clock)
        closed = community.closed(clock.now(), actor.id, outcome.strip())
        await _close(closed, uow)
        await uow.commit()
    return closed


async def end_community(
    name: str, *, uow: UnitOfWork, company: Company, messenger: Messenger, clock: Clock
) -> OpenedCommunity | None:
    """Close a community whose last day has passed, or whose last case has ended; never while a case is open. Then its
    leads are told, once. Returns it where it was closed. Raises QuietNow, SlackBusy,
    SlackRefused, SlackUnsure."""
    if name not in company.communities or not company.communities[name].opened:
        return None
    today = clock.now().astimezone(company.customs.zone).date()
    async with uow:
        community = await uow.communities.get(name)
        if community is None or community.state is not State.OPEN:
            return None
        live = await uow.communities.live_cases(name)
        reason = end_reached(community, today=today, had_cases=await uow.communities.had_cases(name))
        if reason and not live:
            closed = community.closed(clock.now(), None, reason)
            await _close(closed, uow)
            await uow.commit()
            return closed
    if community.ends_on and today > community.ends_on:
        await _tell_leads(community, len(live), uow=uow, company=company, messenger=messenger, clock=clock)
    return None


async def communities_ending(*, uow: UnitOfWork, company: Company, clock: Clock) -> list[str]:
    """Ask for a look at every community that could end by itself now. Returns their names."""
    today = clock.now().astimezone(company.customs.zone).date()
    names = [
        one.name
        for one in company.communities.values()
        if one.opened and (one.ends_with_cases or (one.ends_on and today > one.ends_on))
    ]
    if names:
        async with uow:
            for name in names:
                await uow.jobs.end_community(name)
            await uow.commit()
    return names


async def _close(closed: OpenedCommunity, uow: UnitOfWork) -> None:
    await uow.communities.save(closed)
    await uow.jobs.close_channel(closed.name, closed.channel or "")


async def _move_all(
    cases: Sequence[Case], actor: Member, move_to: str, *, uow: UnitOfWork, company: Company, clock: Clock
) -> None:
    """Send all open cases elsewhere. Those that are answered already stay in the way until they are closed."""
    answered = [str(case.id) for case in cases if case.status is Status.REPLIED]
    if answered:
        raise BadInput(
            f"These cases are answered, but not closed: {', '.join(answered)}. Close them first (`/muster case ID`).",
            field="outcome",
        )
    waiting = [case for case in cases if case.status is Status.OPEN]
    if not waiting:
        return
    if not move_to:
        raise BadInput("Cases are open here. Choose the community that goes on with them.", field="move_to")
    home = await home_for_cases(move_to, actor, uow=uow, company=company)
    for case in waiting:
        permit_on(Act.MOVE, actor, case, company)
        required = company.required(move_to, case.risk)
        reason = f"{company.community_title(case.community)} was closed"
        await keep(
            case.move(by=actor, at=clock.now(), to=home, required=required, reason=reason), uow=uow, company=company
        )


async def _tell_leads(
    community: OpenedCommunity,
    cases: int,
    *,
    uow: UnitOfWork,
    company: Company,
    messenger: Messenger,
    clock: Clock,
) -> None:
    keys = {lead: f"waits:{community.name}:{community.ends_on}:{lead}" for lead in community.leads}
    told = CommunityWaits(community=community, cases=cases)
    await tell_members(told, keys, uow=uow, company=company, messenger=messenger, clock=clock)
