"""Carry an erasure out, some at a time, each in a commit of its own that asks for the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.case import CaseId
from bot.domain.company import Company
from bot.domain.erasure import MOST_CASES, Erasure, Step, added
from bot.ports import Clock, UnitOfWork
from bot.usecases.clear_cases import renew

MENTIONS_AT_ONCE = 2_000
CASES_AT_ONCE = 100
RAW_AT_ONCE = 1_000


async def erase(number: int, *, uow: UnitOfWork, company: Company, clock: Clock) -> Erasure:
    """Take an erasure further by some mentions, cases or deliveries; one that is done is left alone. Whoever is
    killed in between repeats no more than that."""
    async with uow:
        await uow.clusters.hold()
        erasure = await uow.erasures.get(number)
        if erasure.step is Step.DONE:
            return erasure
        ahead = await _STEPS[erasure.step](erasure, uow, company, clock)
        await uow.erasures.keep(ahead)
        if ahead.step is not Step.DONE:
            await uow.jobs.erase(number)
        elif ahead.asked_by:
            await uow.jobs.tell_receipt(number)
        await uow.commit()
    return ahead


async def _words(erasure: Erasure, uow: UnitOfWork, company: Company, clock: Clock) -> Erasure:
    last, done = await uow.erasures.erase_words(erasure.author, erasure.after, MENTIONS_AT_ONCE, clock.now())
    if last is None:
        return replace(erasure, step=Step.CASES, after=0)
    return _on(erasure, done, last)


async def _cases(erasure: Erasure, uow: UnitOfWork, company: Company, clock: Clock) -> Erasure:
    chosen = await uow.erasures.cases(erasure.author, erasure.after, CASES_AT_ONCE)
    known = await uow.erasures.author(erasure.author)
    if not chosen or known is None:
        return replace(erasure, step=Step.RAW, after=0)
    names = [name for name in (known.author.handle, known.author.name) if name]
    related = await uow.traces.related(chosen)
    naming = await uow.erasures.named_by_colleagues(related, names)
    links = await uow.erasures.erase_links(related, known.author.handle)
    cleared = await uow.traces.clear(related, verdict_words=True)
    await uow.jobs.gather()
    done = {
        "cases": len(chosen),
        "matters": cleared.matters,
        "verdicts": cleared.verdicts,
        "copies": cleared.copies,
        "links": links,
        "named": sum(naming.values()),
    }
    named_in: list[CaseId] = sorted({*erasure.named_in, *naming})
    return replace(_on(erasure, done, chosen[-1]), named_in=named_in[:MOST_CASES])


async def _raw(erasure: Erasure, uow: UnitOfWork, company: Company, clock: Clock) -> Erasure:
    known = await uow.erasures.author(erasure.author)
    if known is None:
        return replace(erasure, step=Step.AUTHOR)
    if emptied := await uow.erasures.empty_read(known.author.source, RAW_AT_ONCE):
        return _on(erasure, {"raw": emptied}, 0)
    parked = await uow.erasures.empty_parked(known.author.source, known.author.handle)
    return replace(_on(erasure, {"raw": parked}, 0), step=Step.AUTHOR)


async def _author(erasure: Erasure, uow: UnitOfWork, company: Company, clock: Clock) -> Erasure:
    """The author comes last: whatever came in meanwhile is theirs too, and goes first."""
    await uow.erasures.hold_author(erasure.author)
    if await uow.erasures.words_left(erasure.author):
        return replace(erasure, step=Step.WORDS, after=0)
    done = await uow.erasures.erase_author(erasure.author)
    if await uow.erasures.forget_learned():
        await uow.jobs.learn()
    return replace(_on(erasure, done, 0), step=Step.SLACK)


async def _slack(erasure: Erasure, uow: UnitOfWork, company: Company, clock: Clock) -> Erasure:
    """What Slack shows is renewed once nothing of it stands here any more."""
    chosen = await uow.erasures.cases(erasure.author, erasure.after, CASES_AT_ONCE)
    if not chosen:
        return replace(erasure, step=Step.DONE, done_at=clock.now())
    related = await uow.traces.related(chosen)
    return _on(erasure, {"messages": await renew(related, uow=uow, company=company)}, chosen[-1])


_STEPS = {Step.WORDS: _words, Step.CASES: _cases, Step.RAW: _raw, Step.AUTHOR: _author, Step.SLACK: _slack}


def _on(erasure: Erasure, done: Mapping[str, int], after: int) -> Erasure:
    return replace(erasure, counts=added(erasure.counts, done), after=after)
