"""Learn from what people settled, and see which routes the model may decide by now."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.company import Company
from bot.domain.deciding import outcomes, without_model
from bot.domain.intent import read_intents
from bot.domain.learning import Lesson, Subject, standings
from bot.domain.routing import Rules
from bot.ports import Clock, Learner, StoredModel, TooFewLessons, UnitOfWork
from bot.usecases.fit_terms import LEAST

MOST_ROUTES = 20_000
"""Settled cases, the newest, that routes are learned from."""

LASTS = timedelta(days=1)
"""How long a model is used before it is fitted anew."""


async def ask_to_learn(*, uow: UnitOfWork, clock: Clock) -> bool:
    """Ask for new models and weights where the old ones are of yesterday, or could be there and are not. Returns
    whether that was so."""
    async with uow:
        models, weighed_at = await uow.models.fitted(), await uow.fits.fitted_at()
        lacking = Subject.INTENT not in models
        if weighed_at is None:
            lacking = lacking or len(await uow.fits.ordinary_texts(LEAST)) >= LEAST
        made = [*models.values(), *([weighed_at] if weighed_at else [])]
        if not lacking and min(made) > clock.now() - LASTS:
            return False
        await uow.jobs.learn()
        await uow.commit()
    return True


async def learn_lessons(
    *, start: Sequence[Lesson], uow: UnitOfWork, company: Company, rules: Rules, clock: Clock, learner: Learner
) -> None:
    """Fit the models anew and keep them. `start` are sentences of the start set, which count less than what the
    company settled. Where there is too little to learn from, no model is kept, nor where somebody was forgotten
    meanwhile: then it is done again without their words."""
    started = clock.now()
    async with uow:
        intents, routes = await uow.lessons.intents(), await uow.lessons.routes(MOST_ROUTES)
    models = []
    with contextlib.suppress(TooFewLessons):
        models.append(await asyncio.to_thread(_intents, [*start, *intents], len(intents), learner, clock.now()))
    with contextlib.suppress(TooFewLessons):
        models.append(await asyncio.to_thread(_routes, routes, learner, rules, company, clock.now()))
    async with uow:
        await uow.clusters.hold()  # as whoever erases
        if await uow.erasures.since(started):
            models = []
            await uow.jobs.learn()
        for model in models:
            await uow.models.put(model)
        await uow.commit()


def _intents(lessons: Sequence[Lesson], settled: int, learner: Learner, now: datetime) -> StoredModel:
    model = learner.fit(Subject.INTENT, lessons)
    return StoredModel(subject=Subject.INTENT, fitted_at=now, lessons=settled, model=model)


def _routes(
    lessons: Sequence[Lesson], learner: Learner, rules: Rules, company: Company, now: datetime
) -> StoredModel:
    """The model of routes, held against the rules on cases that it has not seen."""
    model = learner.fit(Subject.ROUTE, lessons)
    ruled = [
        without_model(one.text, rules=rules, intents=read_intents(one.text, None), intended=company.intended)
        for one in lessons
    ]
    tried = outcomes(lessons, learner.held_out(Subject.ROUTE, lessons), ruled)
    return StoredModel(
        subject=Subject.ROUTE,
        fitted_at=now,
        lessons=len(lessons),
        model=model,
        standings=tuple(standings(tried).values()),
    )
