"""Open a community: keep the wish, and ask for its channel."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.company import Company
from bot.domain.errors import BadInput
from bot.domain.opening import SUGGESTED, OpenedCommunity, State
from bot.domain.people import Member, MemberId
from bot.domain.roles import Act, permit
from bot.domain.wish import Wish, check
from bot.ports import Clock, UnitOfWork

LATELY = timedelta(days=90)
"""How far back help counts for who is suggested."""


async def check_wish(
    actor: Member, wish: Wish, *, again: str, uow: UnitOfWork, company: Company, clock: Clock
) -> None:
    """Refuse a wish before its people are chosen. Raises BadInput, NotAllowed."""
    _permit(actor, wish, company, clock.now())
    async with uow:
        _free(wish, await uow.communities.get(wish.name), actor, again)


async def suggest_people(
    actor: Member, functions: tuple[str, ...], *, uow: UnitOfWork, clock: Clock
) -> tuple[MemberId, ...]:
    """People to invite for these functions, `actor` first; those who helped lately before the others."""
    async with uow:
        helpers = await uow.communities.helpers(functions, clock.now() - LATELY, SUGGESTED)
    return tuple(dict.fromkeys((actor.id, *helpers)))[:SUGGESTED]


async def open_community(
    actor: Member, wish: Wish, *, again: str = "", uow: UnitOfWork, company: Company, clock: Clock
) -> OpenedCommunity:
    """Keep what is wished for, with `actor` as its lead, and ask for the channel. `again` names the one that Slack
    refused and that this wish stands for now; asking twice is asking once. Raises BadInput, NotAllowed."""
    _permit(actor, wish, company, clock.now())
    async with uow:
        earlier = await uow.communities.get(wish.name)
        _free(wish, earlier, actor, again)
        if earlier and earlier.state is State.OPENING:
            return earlier
        community = _new(wish, actor, clock.now())
        for refused in {again, wish.name} - {""}:
            await _forget(refused, actor, uow)
        if not await uow.communities.add(community):
            raise _taken()
        await uow.jobs.open_channel(community.name)
        await uow.commit()
    return community


def _permit(actor: Member, wish: Wish, company: Company, now: datetime) -> None:
    permit(Act.OPEN_COMMUNITY, actor, own=True, community=None, company=company)
    check(wish, company, now.astimezone(company.customs.zone).date())


def _free(wish: Wish, earlier: OpenedCommunity | None, actor: Member, again: str) -> None:
    """Refuse a name that another one has. One that Slack refused has none; one's own is asked for a second time."""
    if earlier is None or earlier.state is State.REFUSED or again == earlier.name:
        return
    if earlier.state is State.OPENING and earlier.opened_by == actor.id:
        return
    raise _taken()


async def _forget(name: str, actor: Member, uow: UnitOfWork) -> None:
    """Make room where Slack refused."""
    earlier = await uow.communities.get(name)
    if earlier and earlier.state is State.REFUSED:
        await uow.communities.remove(name)


def _new(wish: Wish, actor: Member, now: datetime) -> OpenedCommunity:
    return OpenedCommunity(
        name=wish.name,
        title=wish.title.strip(),
        purpose=wish.purpose.strip(),
        functions=wish.functions,
        sign_off=wish.sign_off,
        keywords=wish.words,
        leads=(actor.id,),
        people=tuple(dict.fromkeys((actor.id, *wish.people))),
        private=wish.private,
        ends_on=wish.ends_on,
        ends_with_cases=wish.ends_with_cases,
        opened_by=actor.id,
        opened_at=now,
    )


def _taken() -> BadInput:
    return BadInput("There is, or was, a community of this name. Choose another one.", field="title")
