"""The weekly digest of a community."""

import asyncio
from datetime import datetime

from bot.domain.board import initiative
from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.credit import Share, ledger
from bot.domain.digest import MOST_LONE_TOPICS, Digest, DigestFacts, compose
from bot.domain.people import MemberId
from bot.domain.period import Week, month_start, next_month_start
from bot.domain.topics import lone_topics
from bot.ports import Clock, Messenger, UnitOfWork
from bot.usecases.export_world import world_between
from bot.usecases.report import measured
from bot.usecases.saying import say_once
from bot.usecases.suggest_people import LOOKED_AT


async def compose_digest(
    community: Community, week: Week, *, uow: UnitOfWork, company: Company, clock: Clock
) -> tuple[Digest, dict[MemberId, str]]:
    """The digest of a week with the names of those in it. A week that is not over gives a provisional one."""
    start, end = week.start(community.zone), week.end(community.zone)
    now = clock.now()
    async with uow:
        shares = await _shares(community, week, uow=uow, company=company)
        away = await uow.members.away()
        helped = [one for one in await uow.expertise.helped([community.name], LOOKED_AT) if one.member not in away]
        facts = DigestFacts(
            closed=await uow.digests.closed_in(community.name, start, end),
            open=await uow.digests.open_now(community.name),
            measures=await measured(community, week, uow=uow, company=company, now=now),
            measures_last_week=await measured(community, week.previous, uow=uow, company=company, now=now),
            board=initiative(shares, await uow.members.on_boards(), community.zone),
            newcomers=await uow.credits.newcomers(community.name, start, end),
            help_across=await uow.digests.help_across(community.name, start, end),
            zone=community.zone,
            provisional=now < end,
            now=now,
            lone_topics=await asyncio.to_thread(lone_topics, helped, most=MOST_LONE_TOPICS),
        )
        digest = compose(week, community.title, facts)
        return digest, await uow.members.names(_people(digest))


async def schedule_digest(community: Community, due: datetime, *, uow: UnitOfWork, clock: Clock) -> bool:
    """Ask for the digest that falls due at `due`: that of the week before. The week and its job commit together.

    False where another replica has asked, or where the week ended before Muster's first case.
    """
    week = Week.of(due, community.zone).previous
    async with uow:
        began = await uow.digests.began()
        if began is None or began >= week.end(community.zone):
            return False
        if not await uow.digests.claim(community.name, week, clock.now()):
            return False
        await uow.jobs.post_digest(community.name, week, community.channel)
        await uow.commit()
    return True


async def post_digest(
    community: Community,
    week: Week,
    *,
    uow: UnitOfWork,
    company: Company,
    messenger: Messenger,
    clock: Clock,
) -> bool:
    """Post a week's digest to its community, once; False where it stood there already.

    Raises SlackBusy, SlackRefused.
    """
    digest, names = await compose_digest(community, week, uow=uow, company=company, clock=clock)
    key = digest_key(community, week)
    _, is_new = await say_once(
        key,
        community.channel,
        lambda: messenger.post_digest(digest, company, names, community.channel, key),
        uow=uow,
        messenger=messenger,
        clock=clock,
    )
    return is_new


def digest_key(community: Community, week: Week) -> str:
    """Under which key a digest is known."""
    return f"digest:{community.name}:{week}"


async def _shares(community: Community, week: Week, *, uow: UnitOfWork, company: Company) -> list[Share]:
    """The week's credit in a community. The pair cap needs the whole months that the week touches."""
    start, end = week.start(community.zone), week.end(community.zone)
    span = month_start(start), next_month_start(end)
    homes = await uow.credits.communities(*span)
    return [
        share
        for share in ledger(await world_between(*span, uow=uow, company=company))
        if start <= share.signed_at < end and homes.get(share.case) == community.name
    ]


def _people(digest: Digest) -> set[MemberId]:
    named = {place.member for place in digest.board} | set(digest.newcomers)
    for story in digest.stories:
        named.update(answer.member for answer in story.answered_by)
        named.update(member for member in (story.spotted_by, story.looped_by) if member)
    return {MemberId(member) for member in named}
