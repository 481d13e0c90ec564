"""Telling one person something, once."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.company import Company
from bot.domain.people import MemberId
from bot.domain.quiet import may_be_told_at
from bot.domain.telling import Telling
from bot.ports import Clock, Messenger, UnitOfWork
from bot.usecases.saying import say_once


class QuietNow(Exception):
    """Somebody has quiet hours, so that nothing was told. `after` is in seconds: how long they last."""

    def __init__(self, after: float) -> None:
        super().__init__(f"Quiet hours for {after:g} s")
        self.after = after


async def tell_member(
    member: MemberId,
    told: Telling,
    key: str,
    *,
    uow: UnitOfWork,
    company: Company,
    messenger: Messenger,
    clock: Clock,
) -> bool:
    """Tell a person, in their direct messages with Muster, outside of their quiet hours; False where they were told
    already.

    `key` is unique to this telling. Raises QuietNow, SlackBusy, SlackRefused, SlackUnsure.
    """
    now = clock.now()
    async with uow:
        person = await uow.members.get(member)
    if person:
        wait = may_be_told_at(person, now, company.community(company.default_community).zone) - now
        if wait:
            raise QuietNow(wait.total_seconds())
    return await answer_member(member, told, key, uow=uow, messenger=messenger, clock=clock)


async def tell_members(
    told: Telling,
    keys: Mapping[MemberId, str],
    *,
    uow: UnitOfWork,
    company: Company,
    messenger: Messenger,
    clock: Clock,
) -> None:
    """Tell some people, each under a key. Those without quiet hours are told before it raises QuietNow for the
    others; it may also raise SlackBusy, SlackRefused, SlackUnsure."""
    waits = []
    for member, key in keys.items():
        try:
            await tell_member(member, told, key, uow=uow, company=company, messenger=messenger, clock=clock)
        except QuietNow as quiet:
            waits.append(quiet.after)
    if waits:
        raise QuietNow(min(waits))


async def answer_member(
    member: MemberId, told: Telling, key: str, *, uow: UnitOfWork, messenger: Messenger, clock: Clock
) -> bool:
    """Tell a person at once what became of something that they have just asked for; False where they were told
    already. Raises SlackBusy, SlackRefused, SlackUnsure."""
    _, is_new = await say_once(
        key, member, lambda: messenger.tell(member, told, key), uow=uow, messenger=messenger, clock=clock
    )
    return is_new
