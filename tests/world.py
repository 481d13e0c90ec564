"""Muster and a sandbox workspace that know each other, over real HTTP."""

from __future__ import annotations

import contextlib
import functools
import json
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import httpx
from sqlalchemy import text
from standardwebhooks import Webhook
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.bootstrap import Muster, assemble
from bot.jobs import register
from bot.muster_file import MusterFile
from bot.schedule import people_due
from bot.server import make_server
from bot.settings import Environment
from bot.ways_in import Sections
from sandbox.app import create_app
from sandbox.manifest import Manifest
from sandbox.serving import serve
from sandbox.workspace import Settings, Workspace

ROOT = Path(__file__).parents[1]
SIGNING_SECRET = "test-signing-secret"
SOURCE_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)

AMARA, JONAS, LI, PRIYA, TOM, EVA = "U0AMARA", "U0JONAS", "U0LI", "U0PRIYA", "U0TOM", "U0EVA"
CARE, SAFETY, VOICE = "C0CARE", "C0SAFETY", "C0VOICE"


@dataclass
class SetClock:
    """Fulfils `bot.ports.Clock`; stands still until it is told to go on."""

    moment: datetime = field(default=NOON)

    def now(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


_DUE = """
SELECT count(*) FROM procrastinate_jobs job
WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now() AND NOT EXISTS (
    SELECT 1 FROM procrastinate_jobs other
    WHERE other.lock = job.lock AND other.status = 'todo' AND other.scheduled_at > now()
      AND (other.priority > job.priority OR (other.priority = job.priority AND other.id < job.id)))
"""
"""The jobs that a worker would take now: none that stands in line behind one whose time has not come."""


AT_ONCE = 4
"""Jobs carried out side by side where as many are due. Where one is, its worker takes one after the other, and so
those too that follow from it: else each of these would need a worker anew, which takes longer than the job."""

ROUNDS = 100
"""Times that jobs may follow from jobs before something is wrong."""


class Refused(Exception):
    """The workspace would not let a person do this."""


@dataclass
class Slack:
    """A person's hands and eyes in the sandbox workspace."""

    http: httpx.AsyncClient

    async def do(self, act: str, **given: Any) -> dict[str, Any]:
        """Do what the page can do. Raises Refused."""
        return _unless_refused(act, await self.http.post(f"/control/{act}", json=given))

    async def see(self, what: str, **given: Any) -> dict[str, Any]:
        """See what a person sees. Raises Refused."""
        return _unless_refused(what, await self.http.get(f"/control/{what}", params=given))

    async def messages(self, channel: str, user: str = AMARA) -> list[dict[str, Any]]:
        """The messages of a channel, oldest first, without thread replies."""
        return list((await self.see("channel", channel=channel, user=user))["channel"]["messages"])

    async def thread(self, channel: str, ts: str, user: str = AMARA) -> list[dict[str, Any]]:
        """A thread, its root first."""
        return list((await self.see("thread", channel=channel, ts=ts, user=user))["messages"])

    async def calls(self, method: str) -> list[dict[str, Any]]:
        """The Web API calls of a method so far."""
        return [call for call in (await self.see("calls"))["calls"] if call["method"] == method]


def _unless_refused(what: str, response: httpx.Response) -> dict[str, Any]:
    answer: dict[str, Any] = response.json()
    if not answer["ok"]:
        raise Refused(f"{what}: {answer['error']}")
    return answer


@dataclass
class World:
    """Muster, its workspace, and the ways in from outside."""

    muster: Muster
    workspace: Workspace
    slack: Slack
    bot: httpx.AsyncClient
    clock: SetClock

    async def settle(self) -> None:
        """Let the workspace deliver what it has, and carry out every job that is due, until both are quiet."""
        await self.slack.see("settled")
        for _ in range(ROUNDS):
            if not (due := await self._due()):
                return
            await self.muster.queue.run_worker_async(
                wait=False,
                install_signal_handlers=False,
                listen_notify=False,
                delete_jobs="successful",
                concurrency=min(due, AT_ONCE),
            )
            await self.slack.see("settled")
        raise AssertionError("the jobs go round and round")

    async def bring_due(self) -> None:
        """Let the time come that jobs wait for, and carry them out."""
        async with self.muster.engine.begin() as connection:
            await connection.execute(text("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'"))
        await self.settle()

    async def _due(self) -> int:
        """How many jobs a worker would take now."""
        async with self.muster.engine.connect() as connection:
            return int(await connection.scalar(text(_DUE)) or 0)

    async def muster_knows_everyone(self) -> None:
        """Let Muster look at everyone, as it does when it starts."""
        await people_due(self.muster)
        await self.settle()

    async def webhook(
        self, body: object, *, source: str = "web", delivery: str | None = None, secret: str = SOURCE_SECRET
    ) -> httpx.Response:
        """Send a delivery as a source would; `body` is bytes, or becomes JSON."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        delivery, now = delivery or f"msg_{uuid.uuid4().hex}", datetime.now(UTC)
        signature = Webhook(secret).sign(delivery, now, raw.decode(errors="replace"))
        headers = {
            "webhook-id": delivery,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": signature,
        }
        return await self.bot.post(f"/sources/{source}", content=raw, headers=headers)

    async def say(self, words: str, **mention: Any) -> None:
        """Let a customer say something, and Muster bring it in."""
        response = await self.webhook({"text": words, "id": uuid.uuid4().hex, **mention})
        assert response.status_code == 202, response.text
        await self.settle()

    async def card(self, channel: str) -> dict[str, Any]:
        """The newest card of a channel."""
        return [message for message in await self.slack.messages(channel) if "bot_id" in message][-1]


@functools.cache
def our_manifest() -> Manifest:
    """What `app.yaml` says; to read it takes longer than to make a workspace of it."""
    return Manifest.read(ROOT / "app.yaml")


class _Door:
    """Where the bot listens: the workspace must know its address before there is a bot."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@contextlib.asynccontextmanager
async def make_world(
    database_url: str,
    muster_file: MusterFile,
    clock: SetClock,
    *,
    replying: bool = False,
    sources: Sections = MappingProxyType({}),
    **slack_clocks: Any,
) -> AsyncIterator[World]:
    """A world whose jobs run when a test says so. `replying` says whether customers can be answered through their
    source, `sources` are more sections of the settings; `slack_clocks` are those of `sandbox.workspace.Settings`."""
    door = _Door()
    async with serve(door) as bot_url:
        settings = Settings(
            bot_url=f"{bot_url}/slack/events",
            signing_secret=SIGNING_SECRET,
            mention_url=f"{bot_url}/sources/web",
            mention_secret=SOURCE_SECRET,
            **{"retry_after": (0.0, 0.01, 0.02), **slack_clocks},
        )
        workspace = Workspace(settings, our_manifest())
        async with serve(create_app(workspace)) as slack_url:
            environment = Environment(
                slack_bot_token=settings.bot_token, slack_api_url=f"{slack_url}/api/", muster_public_url=bot_url
            )
            reply_url = {"reply_url": f"{slack_url}/customers/replies"} if replying else {}
            async with (
                assemble(
                    environment,
                    muster_file,
                    database_url,
                    clock=clock,
                    sources={"web": {"kind": "webhook", **reply_url}, **sources},
                    secrets={"web": {"SECRET": SOURCE_SECRET}},
                ) as muster,
                httpx.AsyncClient(base_url=slack_url, timeout=30, trust_env=False, verify=False) as people,
                httpx.AsyncClient(base_url=bot_url, timeout=30, trust_env=False, verify=False) as outside,
            ):
                register(muster.queue, muster)
                door.app = make_server(muster, SIGNING_SECRET)
                yield World(muster=muster, workspace=workspace, slack=Slack(people), bot=outside, clock=clock)
