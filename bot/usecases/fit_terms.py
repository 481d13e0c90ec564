"""Weigh the words of customers anew, by what they say on ordinary days."""

from __future__ import annotations

import asyncio

from bot.domain.grouping import Fit, Glossary
from bot.ports import Clock, UnitOfWork

LEAST = 50
"""Matters below which nobody can tell everyday words from telling ones."""

MOST = 50_000
"""Mentions, the newest, that are looked at."""


async def fit_terms(*, uow: UnitOfWork, clock: Clock) -> int | None:
    """Keep a new fit, which decisions from now on use. Returns its number; None where there is too little to go by,
    or somebody was forgotten meanwhile."""
    started = clock.now()
    async with uow:
        texts, before = await uow.fits.ordinary_texts(MOST), await uow.fits.newest()
        glossary = Glossary(tuple(await uow.glossary.entries()))
    if len(texts) < LEAST:
        return None
    number = before.number + 1 if before else 1
    fit = await asyncio.to_thread(Fit.from_texts, number, texts, glossary)
    async with uow:
        await uow.clusters.hold()
        if await uow.erasures.since(started):
            return None
        await uow.fits.put(fit, clock.now())
        await uow.clusters.renew()
        await uow.commit()
    return number
