"""The weekly digest of a community: from what is stored now, or as it was told."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.attempt import Attempt
from bot.domain.board import LEAST_PEOPLE, places
from bot.domain.community import Community
from bot.domain.digest import (
    LEAST_BEST,
    MOST_IMPROVEMENTS,
    MOST_LONE_TOPICS,
    MOST_NAMED,
    MOST_QUOTES,
    MOST_STORIES,
    MOST_TRIED,
    WEEKS_SHOWN,
    Chosen,
    Colleague,
    Correction,
    Digest,
    Figures,
    Told,
    Totals,
    Tried,
    Words,
    corrections,
    headline,
    trend_of,
    weeks_before,
    worth_telling,
)
from bot.domain.errors import BadInput
from bot.domain.people import MemberId
from bot.domain.period import Week
from bot.domain.topics import LoneTopic, lone_topics
from bot.ports import Clock, UnitOfWork
from bot.usecases.suggest_people import LOOKED_AT

Names = dict[MemberId, str]


async def compose_digest(community: Community, week: Week, *, uow: UnitOfWork, clock: Clock) -> tuple[Digest, Names]:
    """The digest of a week with the names of those in it, as it was told where it was. A week that is not over gives
    a provisional one. Raises BadInput where it has not begun."""
    now = clock.now()
    if week.start(community.zone) > now:
        raise BadInput(f"{week} has not begun. Ask for {Week.of(now, community.zone)} or for one before it.")
    async with uow:
        told = await uow.digests.told(community.name, week)
        if told and now >= week.end(community.zone):
            return await _as_told(community, week, told, uow=uow, at=now)
        figures = await figures_of(community, week, await _totals(community, week, uow), uow=uow, now=now)
        return await _digest(community, week, figures, uow=uow, now=now)


async def composed_to_be_told(community: Community, week: Week, *, uow: UnitOfWork, clock: Clock) -> Told:
    """What a digest tells that is to be posted. It is kept, so that whoever writes it again tells the same."""
    now = clock.now()
    async with uow:
        if told := await uow.digests.told(community.name, week):
            return told
        totals = await _totals(community, week, uow)
        figures = await figures_of(community, week, totals, uow=uow, now=now)
        digest, _ = await _digest(community, week, figures, uow=uow, now=now)
        made = Told(figures=figures, named=tuple(sorted(digest.named)), totals=totals)
        told = await uow.digests.tell(community.name, week, made, now)
        await uow.commit()
    return told


async def digest_as_told(
    community: Community, week: Week, told: Told, *, uow: UnitOfWork, at: datetime
) -> tuple[Digest, Names]:
    """A digest as it was told at a moment, but for words that are gone and people who have left the boards since."""
    async with uow:
        return await _as_told(community, week, told, uow=uow, at=at)


async def figures_of(
    community: Community, week: Week, totals: Mapping[str, Totals], *, uow: UnitOfWork, now: datetime
) -> Figures:
    """All of a digest but its words, within an open unit of work; every figure is summed up where it is stored.
    `totals` are those of the week and of those before."""
    name, span = community.name, (week.start(community.zone), week.end(community.zone))
    before = week.previous.start(community.zone), week.previous.end(community.zone)
    cases, people = uow.week_cases, uow.week_people
    opened, overdue = await cases.standing(name, now)
    earned = await uow.boards.volunteered(week=week, community=name)
    weeks = [week, *weeks_before(week)][:WEEKS_SHOWN]
    return Figures(
        closed=totals[str(week)].closed,
        closed_last_week=totals[str(week.previous)].closed,
        open=opened,
        overdue=overdue,
        paces=await cases.paces(name, *span, now),
        paces_last_week=await cases.paces(name, *before, now),
        board=places(earned, await uow.members.on_boards()),
        newcomers=await people.newcomers(name, *span, MOST_NAMED),
        bests=await people.bests(name, week, LEAST_BEST, MOST_NAMED),
        help_across=await people.help_across(name, *span),
        participation=await people.participation(name, week, LEAST_PEOPLE),
        waiting=await cases.waiting(name),
        corrections=await _corrections(community, week, totals, uow),
        chosen=Chosen(
            quotes=await cases.quoted_cases(name, *span, MOST_QUOTES),
            stories=await cases.story_cases(name, *span, MOST_STORIES),
            improvements=await cases.carried_out(name, *span, MOST_IMPROVEMENTS),
            tried=await _chosen_attempts(community, week, uow),
        ),
        trend=trend_of(weeks, totals, await cases.first_replies(name, community.zone, weeks)),
    )


async def _as_told(
    community: Community, week: Week, told: Told, *, uow: UnitOfWork, at: datetime
) -> tuple[Digest, Names]:
    named = frozenset(told.named)
    figures = told.figures.without(named - await uow.members.on_boards())
    digest, names = await _digest(community, week, figures, uow=uow, now=at)
    return replace(digest, words=digest.words.among(named)), names


async def _totals(community: Community, week: Week, uow: UnitOfWork) -> dict[str, Totals]:
    return await uow.week_cases.totals(community.name, community.zone, [week, *weeks_before(week)])


async def _corrections(
    community: Community, week: Week, totals: Mapping[str, Totals], uow: UnitOfWork
) -> tuple[Correction, ...]:
    """What changed since the digest before, which told of the same weeks."""
    told = await uow.digests.told_before(community.name, week)
    return corrections(told.totals, totals) if told else ()


async def _digest(
    community: Community, week: Week, figures: Figures, *, uow: UnitOfWork, now: datetime
) -> tuple[Digest, Names]:
    digest = Digest(
        headline=headline(week, community.title),
        week=week,
        zone=community.zone,
        provisional=now < week.end(community.zone),
        figures=figures,
        words=await _words(community, week, figures.chosen, uow=uow, now=now),
    )
    return digest, await uow.members.names(MemberId(member) for member in digest.named)


async def _words(community: Community, week: Week, chosen: Chosen, *, uow: UnitOfWork, now: datetime) -> Words:
    stories = await uow.week_cases.stories(community.name, chosen.stories)
    return Words(
        quotes=worth_telling(await uow.week_cases.quotes(community.name, chosen.quotes), stories),
        stories=stories,
        improvements=await uow.week_cases.improvements(community.name, chosen.improvements),
        tried=await _tried(community, week, chosen, uow),
        lone_topics=await _lone_topics(community, uow, now),
    )


async def _chosen_attempts(community: Community, week: Week, uow: UnitOfWork) -> tuple[int, ...]:
    """What was honoured, but for what the digest before has told already."""
    before = await uow.digests.told_before(community.name, week)
    told = before.figures.chosen.tried if before else ()
    honoured = await _honoured(community, week, uow)
    return tuple(one.number for one in honoured if one.text and one.number not in told)[:MOST_TRIED]


async def _honoured(community: Community, week: Week, uow: UnitOfWork) -> list[Attempt]:
    """What was honoured in a week or in the one after, in which the lead sees the preview of the digest."""
    start, end = week.start(community.zone), week.end(community.zone) + timedelta(days=7)
    return await uow.attempts.honoured(community.name, start, end)


async def _tried(community: Community, week: Week, chosen: Chosen, uow: UnitOfWork) -> tuple[Tried, ...]:
    """What was tried and honoured; only who is on the boards is named."""
    honoured = [one for one in await _honoured(community, week, uow) if one.number in chosen.tried]
    shown = await uow.members.on_boards() if honoured else frozenset()
    told = []
    for one in honoured:
        if one.text:
            who = await uow.members.get(one.member)
            by = Colleague(function=who.function if who else None, member=one.member if one.member in shown else None)
            told.append(Tried(by=by, text=one.text, learned=one.learned))
    return tuple(told)


async def _lone_topics(community: Community, uow: UnitOfWork, now: datetime) -> tuple[LoneTopic, ...]:
    away = await uow.members.away()
    helped = await uow.expertise.helped([community.name], LOOKED_AT, before=now)
    present = [one for one in helped if one.member not in away]
    return await asyncio.to_thread(lone_topics, present, most=MOST_LONE_TOPICS)
