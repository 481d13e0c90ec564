"""The unit of work: one transaction over every repository and the jobs."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from procrastinate import App
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from storage.arrivals import SqlArrivals
from storage.attempts import SqlAttempts
from storage.audits import SqlAudits
from storage.boards import SqlBoards
from storage.cases import SqlCases
from storage.clusters import SqlClusters
from storage.communities import SqlCommunities
from storage.credits import SqlCredits
from storage.customers import SqlCustomers
from storage.deliveries import SqlDeliveries
from storage.digests import SqlDigests
from storage.drafting import SqlDrafting
from storage.erasures import SqlErasures
from storage.expertise import SqlExpertise
from storage.exporting import SqlExported
from storage.fits import SqlFits, SqlGlossary
from storage.ideas import SqlIdeas
from storage.ledger import SqlLedger
from storage.lessons import SqlLessons, SqlModels
from storage.measures import SqlMeasures
from storage.members import SqlMembers
from storage.mentions import SqlMentions
from storage.messages import SqlMessages
from storage.mine import SqlGlances, SqlMine
from storage.notes import SqlNotes
from storage.queue import SqlJobs
from storage.reactions import SqlReactions
from storage.retention import SqlRetentions
from storage.retrospectives import SqlRetrospectives
from storage.search import SqlSearch
from storage.secrets import SqlSecrets
from storage.sharings import SqlSharings
from storage.sources import SqlSources
from storage.suggestions import SqlSuggestions
from storage.texts import SqlTexts
from storage.thanks import SqlThankNotes
from storage.traces import SqlTraces
from storage.verdicts import SqlVerdicts
from storage.week_cases import SqlWeekCases
from storage.week_people import SqlWeekPeople


class SqlUnitOfWork:
    """Fulfils `bot.ports.UnitOfWork`. One object serves one caller at a time, any number of times in turn."""

    def __init__(self, engine: AsyncEngine, queue: App) -> None:
        self._engine = engine
        self._queue = queue

    async def __aenter__(self) -> Self:
        self._session = AsyncSession(self._engine, expire_on_commit=False)
        self.cases = SqlCases(self._session)
        self.arrivals = SqlArrivals(self._session)
        self.mentions = SqlMentions(self._session)
        self.sources = SqlSources(self._session)
        self.lessons = SqlLessons(self._session)
        self.models = SqlModels(self._session)
        self.clusters = SqlClusters(self._session)
        self.suggestions = SqlSuggestions(self._session)
        self.fits = SqlFits(self._session)
        self.glossary = SqlGlossary(self._session)
        self.deliveries = SqlDeliveries(self._session)
        self.members = SqlMembers(self._session)
        self.sharings = SqlSharings(self._session)
        self.texts = SqlTexts(self._session)
        self.search = SqlSearch(self._session)
        self.messages = SqlMessages(self._session)
        self.credits = SqlCredits(self._session)
        self.ledger = SqlLedger(self._session)
        self.audits = SqlAudits(self._session)
        self.boards = SqlBoards(self._session)
        self.thanks = SqlThankNotes(self._session)
        self.attempts = SqlAttempts(self._session)
        self.reactions = SqlReactions(self._session)
        self.mine = SqlMine(self._session)
        self.glances = SqlGlances(self._session)
        self.notes = SqlNotes(self._session)
        self.digests = SqlDigests(self._session)
        self.week_cases = SqlWeekCases(self._session)
        self.week_people = SqlWeekPeople(self._session)
        self.measures = SqlMeasures(self._session)
        self.ideas = SqlIdeas(self._session)
        self.verdicts = SqlVerdicts(self._session)
        self.secrets = SqlSecrets(self._session)
        self.drafting = SqlDrafting(self._session)
        self.communities = SqlCommunities(self._session)
        self.retrospectives = SqlRetrospectives(self._session)
        self.customers = SqlCustomers(self._session)
        self.expertise = SqlExpertise(self._session)
        self.exported = SqlExported(self._session)
        self.erasures = SqlErasures(self._session)
        self.traces = SqlTraces(self._session)
        self.retentions = SqlRetentions(self._session)
        self.jobs = SqlJobs(self._session, self._queue)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def commit(self) -> None:
        """Make it so."""
        await self._session.commit()
