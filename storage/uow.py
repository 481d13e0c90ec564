"""The unit of work: one transaction over every repository and the jobs."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from procrastinate import App
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from storage.cases import SqlCases
from storage.communities import SqlCommunities
from storage.credits import SqlCredits
from storage.deliveries import SqlDeliveries
from storage.digests import SqlDigests
from storage.drafting import SqlDrafting
from storage.ideas import SqlIdeas
from storage.measures import SqlMeasures
from storage.members import SqlMembers
from storage.mentions import SqlMentions
from storage.messages import SqlMessages
from storage.queue import SqlJobs
from storage.retrospectives import SqlRetrospectives
from storage.search import SqlSearch
from storage.secrets import SqlSecrets
from storage.sharings import SqlSharings
from storage.texts import SqlTexts
from storage.verdicts import SqlVerdicts


class SqlUnitOfWork:
    """Fulfils `bot.ports.UnitOfWork`. One object serves one caller at a time, any number of times in turn."""

    def __init__(self, engine: AsyncEngine, queue: App) -> None:
        self._engine = engine
        self._queue = queue

    async def __aenter__(self) -> Self:
        self._session = AsyncSession(self._engine, expire_on_commit=False)
        self.cases = SqlCases(self._session)
        self.mentions = SqlMentions(self._session)
        self.deliveries = SqlDeliveries(self._session)
        self.members = SqlMembers(self._session)
        self.sharings = SqlSharings(self._session)
        self.texts = SqlTexts(self._session)
        self.search = SqlSearch(self._session)
        self.messages = SqlMessages(self._session)
        self.credits = SqlCredits(self._session)
        self.digests = SqlDigests(self._session)
        self.measures = SqlMeasures(self._session)
        self.ideas = SqlIdeas(self._session)
        self.verdicts = SqlVerdicts(self._session)
        self.secrets = SqlSecrets(self._session)
        self.drafting = SqlDrafting(self._session)
        self.communities = SqlCommunities(self._session)
        self.retrospectives = SqlRetrospectives(self._session)
        self.jobs = SqlJobs(self._session, self._queue)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def commit(self) -> None:
        """Make it so."""
        await self._session.commit()
