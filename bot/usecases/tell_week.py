"""Telling a community its week, once; and writing anew what was told."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from datetime import datetime

from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.period import Week
from bot.ports import Charts, Clock, Messenger, UnitOfWork
from bot.usecases.compose_digest import composed_to_be_told, digest_as_told
from bot.usecases.draw_charts import with_charts
from bot.usecases.saying import say_once


async def schedule_digest(community: Community, due: datetime, *, uow: UnitOfWork, clock: Clock) -> bool:
    """Ask for the digest that falls due at `due`: that of the week before. The week and its job commit together.

    False where another replica has asked, where a lead has sent or skipped it, or where the week ended before
    Muster's first case.
    """
    week = Week.of(due, community.zone).previous
    async with uow:
        began = await uow.digests.began()
        if began is None or began >= week.end(community.zone):
            return False
        if not await uow.digests.claim(community.name, week, clock.now()):
            return False
        await uow.jobs.post_digest(community.name, week, community.channel)
        await uow.jobs.refresh_previews(community.name, week)
        await uow.commit()
    return True


async def post_digest(
    community: Community,
    week: Week,
    *,
    uow: UnitOfWork,
    company: Company,
    messenger: Messenger,
    drawer: Charts,
    clock: Clock,
) -> bool:
    """Post a week's digest to its community, once; False where it stood there already.

    Raises SlackBusy, SlackRefused.
    """
    told = await composed_to_be_told(community, week, uow=uow, clock=clock)
    digest, names = await digest_as_told(community, week, told, uow=uow, at=clock.now())
    key = digest_key(community, week)

    def post(pictures: Sequence[str] | None) -> Awaitable[str]:
        return messenger.post_digest(digest, company, names, pictures, community.channel, key)

    _, is_new = await say_once(
        key,
        community.channel,
        lambda: with_charts(digest.charts, key, post, uow=uow, messenger=messenger, drawer=drawer, clock=clock),
        uow=uow,
        messenger=messenger,
        clock=clock,
    )
    return is_new


def digest_key(community: Community, week: Week) -> str:
    """Under which key a digest is known."""
    return f"digest:{community.name}:{week}"
