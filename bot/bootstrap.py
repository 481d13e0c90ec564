"""The only place that wires parts together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import aiohttp
from procrastinate import App
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.crm_desk import make_crm
from bot.domain.company import Company
from bot.domain.errors import BadInput
from bot.domain.home import Health as Watched
from bot.domain.mention import Arrived
from bot.domain.routing import Rules
from bot.feedback_links import FeedbackLinks
from bot.muster_file import MusterFile
from bot.outbox import Outbox
from bot.ports import Charts, Clock, Crm, Delivery, Learner, Messenger, Replies, UnitOfWork, Workbooks
from bot.settings import Environment
from bot.usecases.know_communities import CompanyNow
from bot.usecases.listening import Listening
from bot.ways_in import Sections, answering_in_slack, customer_channels, make_sources
from handlers.desk import Desk, Ears, Tools
from handlers.messenger import TIME_LIMIT, SlackMessenger, make_client
from learning import LinearLearner
from reports.pictures import PngCharts
from reports.workbook import XlsxWorkbooks
from sources.base import PushSource, Source
from storage.engine import connect
from storage.health import Health, look
from storage.queue import make_queue
from storage.uow import SqlUnitOfWork


class SystemClock:
    """Fulfils `bot.ports.Clock`."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Muster:
    """All parts of a running Muster, wired together."""

    company: Company
    rules: Rules
    clock: Clock
    engine: AsyncEngine
    queue: App
    client: AsyncWebClient
    messenger: Messenger
    sources: dict[str, Source]
    listening: Listening
    learner: Learner
    replies: Replies
    links: FeedbackLinks
    crm: Crm | None = None
    workbooks: Workbooks = field(default_factory=XlsxWorkbooks)
    charts: Charts = field(default_factory=PngCharts)
    company_now: CompanyNow = field(default_factory=CompanyNow)

    def uow(self) -> UnitOfWork:
        """A fresh unit of work."""
        return SqlUnitOfWork(self.engine, self.queue)

    async def fresh(self) -> Muster:
        """The same Muster with the communities that there are now; each job begins with it."""
        company, rules = await self.company_now.look(self.company, self.rules, uow=self.uow())
        return replace(self, company=company, rules=rules)

    async def health(self) -> Health:
        """How the parts are."""
        return await look(self.engine, self.sources)

    async def watch(self) -> Watched:
        """The same for an administrator to see."""
        found = await self.health()
        troubled = {name: one.problem for name, one in found.sources.items() if one.problem}
        return Watched(
            workers=found.workers,
            waiting=found.jobs_waiting,
            parked=found.parked,
            troubled=troubled,
            sources=len(self.sources),
        )

    def tools(self) -> Tools:
        """What most use cases ask for, for one act."""
        return self.desk.tools()

    def ears(self) -> Ears:
        """What those ask for who bring mentions in, for one act."""
        return self.desk.ears()

    @property
    def desk(self) -> Desk:
        """What the Slack listeners need."""
        return Desk(
            company=self.company,
            rules=self.rules,
            clock=self.clock,
            uow=self.uow,
            invites=self.links,
            listening=self.listening,
            crm=self.crm,
            customer_channels=customer_channels(self.sources),
        )

    def parse(self, arrival: Delivery) -> Arrived:
        """Read an arrival by its source. Raises BadInput."""
        source = self.sources.get(arrival.source)
        if not isinstance(source, PushSource):
            raise BadInput(f"The source “{arrival.source}” is no longer in muster.toml. Put it back to read this.")
        return source.parse(arrival.raw, received_at=arrival.received_at, kind=arrival.kind)


@asynccontextmanager
async def assemble(
    environment: Environment,
    file: MusterFile,
    database_url: str,
    *,
    clock: Clock | None = None,
    sources: Sections | None = None,
    secrets: Mapping[str, Mapping[str, str]] | None = None,
) -> AsyncIterator[Muster]:
    """Muster with its connections open, closed again at the end. `sources` are the sections that describe the
    sources, by default those of the file; `secrets` are theirs, by default what the environment holds.

    Raises BadSettings."""
    used_clock, learner = clock or SystemClock(), LinearLearner()
    ways_in = make_sources(file.sources if sources is None else sources, secrets)
    crm = make_crm(file.crm, environment)
    engine = connect(database_url)
    queue = make_queue(database_url)

    def uow() -> UnitOfWork:
        return SqlUnitOfWork(engine, queue)

    try:
        async with queue.open_async(), _session() as session:
            client = make_client(environment.slack_bot_token, environment.slack_api_url, session)
            say = SlackMessenger(client, file.as_company, used_clock).answer_outside
            listened = answering_in_slack(ways_in.listened, say)
            outbox = Outbox(listened)
            company = replace(file.as_company, sources=ways_in.known, replying=outbox.names)
            yield Muster(
                company=company,
                rules=Rules(company),
                clock=used_clock,
                engine=engine,
                queue=queue,
                client=client,
                messenger=SlackMessenger(client, company, used_clock),
                sources=listened,
                listening=Listening(learner),
                learner=learner,
                crm=crm,
                replies=outbox,
                links=FeedbackLinks(
                    public_url=environment.public_url, lasts=company.feedback_lasts, uow=uow, clock=used_clock
                ),
            )
    finally:
        if crm:
            await crm.close()
        await engine.dispose()


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIME_LIMIT))
