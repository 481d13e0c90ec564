"""The only place that wires parts together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType

import aiohttp
from procrastinate import App
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.company import Company
from bot.domain.errors import BadInput
from bot.domain.mention import Mention
from bot.domain.routing import Rules
from bot.feedback_links import FeedbackLinks
from bot.muster_file import MusterFile
from bot.outbox import Outbox
from bot.ports import Clock, Delivery, Messenger, Replies, UnitOfWork, Workbooks
from bot.settings import BadSettings, Environment, secret_name, source_secrets
from bot.usecases.know_communities import CompanyNow
from handlers.desk import Desk, Tools
from handlers.messenger import TIME_LIMIT, SlackMessenger, make_client
from reports.workbook import XlsxWorkbooks
from sources.base import PushSource
from sources.webhook import ReplyingWebhook, SignedWebhook
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
    sources: dict[str, PushSource]
    replies: Replies
    links: FeedbackLinks
    workbooks: Workbooks = field(default_factory=XlsxWorkbooks)
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
        return await look(self.engine)

    def tools(self) -> Tools:
        """What most use cases ask for, for one act."""
        return self.desk.tools()

    @property
    def desk(self) -> Desk:
        """What the Slack listeners need."""
        return Desk(company=self.company, rules=self.rules, clock=self.clock, uow=self.uow, invites=self.links)

    def parse(self, arrival: Delivery) -> list[Mention]:
        """Read an arrival by its source. Raises BadInput."""
        source = self.sources.get(arrival.source)
        if source is None:
            raise BadInput(f"The source “{arrival.source}” is no longer in muster.toml. Put it back to read this.")
        return source.parse(arrival.raw, received_at=arrival.received_at)


@asynccontextmanager
async def assemble(
    environment: Environment,
    file: MusterFile,
    database_url: str,
    *,
    clock: Clock | None = None,
    secrets: Mapping[str, str | None] | None = None,
    reply_urls: Mapping[str, str] | None = None,
) -> AsyncIterator[Muster]:
    """Muster with its connections open, closed again at the end. `secrets` are those of the sources, by default what
    the environment holds; `reply_urls` say where they take replies, by default what the file says. Raises
    BadSettings."""
    used_clock = clock or SystemClock()
    sources = make_sources(
        source_secrets(file.sources) if secrets is None else secrets,
        file.reply_urls if reply_urls is None else reply_urls,
    )
    outbox = Outbox(sources)
    company = replace(file.as_company, replying=outbox.names)
    engine = connect(database_url)
    queue = make_queue(database_url)

    def uow() -> UnitOfWork:
        return SqlUnitOfWork(engine, queue)

    try:
        async with queue.open_async(), _session() as session:
            client = make_client(environment.slack_bot_token, environment.slack_api_url, session)
            yield Muster(
                company=company,
                rules=Rules(company),
                clock=used_clock,
                engine=engine,
                queue=queue,
                client=client,
                messenger=SlackMessenger(client, company, used_clock),
                sources=sources,
                replies=outbox,
                links=FeedbackLinks(
                    public_url=environment.public_url, lasts=company.feedback_lasts, uow=uow, clock=used_clock
                ),
            )
    finally:
        await engine.dispose()


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIME_LIMIT))


def make_sources(
    secrets: Mapping[str, str | None], reply_urls: Mapping[str, str] = MappingProxyType({})
) -> dict[str, PushSource]:
    """The sources that have a secret; those without are not listened to. One with an address for replies can be
    replied through. Raises BadSettings."""
    sources: dict[str, PushSource] = {}
    wrong = []
    for name, secret in secrets.items():
        try:
            if secret and name in reply_urls:
                sources[name] = ReplyingWebhook(name, secret, reply_urls[name])
            elif secret:
                sources[name] = SignedWebhook(name, secret)
        except BadInput as error:
            wrong.append(f"{secret_name(name)}: {error}")
    if wrong:
        raise BadSettings("\n".join(wrong))
    return sources
