"""What a process remembers from one look to the next: models that were learned, and the matters that are open.

All of it stands in the database. What is remembered here is used as long as nothing newer stands there.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

from bot.domain.company import Company
from bot.domain.deciding import Explanation, Taught, explain
from bot.domain.intent import read_intents
from bot.domain.learning import Standing, Subject
from bot.domain.routing import Rules
from bot.ports import Learner, Model, UnitOfWork, UnreadableModel
from bot.usecases.near import Near


class Listening:
    """Reads what mentions say, and finds those that are near."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner
        self._fitted: dict[Subject, datetime] = {}
        self._models: dict[Subject, Model] = {}
        self._standings: dict[str, Standing] = {}
        self._near: Near | None = None

    async def refresh(self, uow: UnitOfWork) -> None:
        """Take over models that were fitted since the last look. A stored one that cannot be read is passed over
        until it is fitted anew."""
        async with uow:
            newest = await uow.models.fitted()
            changed = [await uow.models.get(one) for one, at in newest.items() if self._fitted.get(one) != at]
        for gone in self._models.keys() - newest.keys():
            del self._models[gone]
        self._fitted = newest
        for stored in changed:
            try:
                self._models[stored.subject] = await asyncio.to_thread(self._learner.load, stored.model)
            except UnreadableModel:
                self._models.pop(stored.subject, None)
            if stored.subject is Subject.ROUTE:
                self._standings = {one.route: one for one in stored.standings}

    async def read(self, texts: Sequence[str], *, rules: Rules, company: Company) -> list[Explanation]:
        """What these texts say, and where each belongs and why."""
        return await asyncio.to_thread(self._read, texts, rules, company)

    def _read(self, texts: Sequence[str], rules: Rules, company: Company) -> list[Explanation]:
        intents, routes = self._models.get(Subject.INTENT), self._models.get(Subject.ROUTE)
        heard = intents.scores_of(texts) if intents else [None] * len(texts)
        routed = routes.scores_of(texts) if routes else [None] * len(texts)
        taken = company.communities.keys()  # a community that was taught of may have left the settings
        return [
            explain(
                text,
                rules=rules,
                intents=read_intents(text, scores),
                intended=company.intended,
                taught=_taught(chosen, self._standings, taken) if chosen else None,
            )
            for text, scores, chosen in zip(texts, heard, routed, strict=True)
        ]

    @asynccontextmanager
    async def lane(self, uow: UnitOfWork) -> AsyncIterator[Near]:
        """What is near, for somebody who gathers; nobody else does until the unit of work ends."""
        version = await uow.clusters.hold()
        if self._near is None or self._near.version != version:
            self._near = await Near.load(uow, version)
        near = self._near
        try:
            yield near
        except BaseException:
            self._near = None
            raise
        if near.unsaved:  # what was learned was not kept after all
            self._near = None


def _taught(scores: Mapping[str, float], standings: Mapping[str, Standing], taken: Collection[str]) -> Taught:
    return Taught(
        scores={route: score for route, score in scores.items() if route in taken},
        standings={route: one for route, one in standings.items() if route in taken},
    )
