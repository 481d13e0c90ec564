"""A sandbox served over HTTP, Slack's own client for it, and a small Bolt app as its bot."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.app import create_app
from sandbox.manifest import Manifest
from sandbox.serving import serve
from sandbox.workspace import Settings, Workspace

SECRET = "sandbox-signing-secret"
NOBODY = "http://127.0.0.1:9/slack/events"


@dataclass
class Control:
    """The control interface, as the page uses it."""

    http: httpx.AsyncClient

    async def post(self, act: str, /, **given: Any) -> dict[str, Any]:
        """Do something, and expect that it can be done."""
        answer = await self.attempt(act, **given)
        assert answer["ok"], answer
        return answer

    async def attempt(self, act: str, /, **given: Any) -> dict[str, Any]:
        """Do something that may be refused."""
        return (await self.http.post(f"/control/{act}", json=given)).json()

    async def get(self, view: str, /, **query: Any) -> dict[str, Any]:
        """Look at something."""
        answer = (await self.http.get(f"/control/{view}", params=query)).json()
        assert answer["ok"], answer
        return answer

    async def settled(self) -> None:
        """Wait until the bot has heard everything."""
        await self.get("settled", seconds=5)


@dataclass
class Sandbox:
    """One served workspace."""

    workspace: Workspace
    url: str
    control: Control
    client: AsyncWebClient


@dataclass
class Bot:
    """A Bolt app that can be given listeners, and what reached it over HTTP."""

    app: AsyncApp | None = None
    requests: list[dict[str, str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    """What to answer instead of asking the app, for the next requests."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Note the headers of each request, then let Bolt answer."""
        assert self.app
        if scope["type"] == "http":
            self.requests.append({key.decode(): value.decode() for key, value in scope["headers"]})
            if self.statuses:
                await send({"type": "http.response.start", "status": self.statuses.pop(0), "headers": []})
                await send({"type": "http.response.body", "body": b""})
                return
        await AsyncSlackRequestHandler(self.app, path="/slack/events")(scope, receive, send)


@contextlib.asynccontextmanager
async def served(settings: Settings, manifest: Manifest | None = None) -> AsyncIterator[Sandbox]:
    """A workspace with these settings, served on a free port."""
    workspace = Workspace(settings, manifest or Manifest())
    async with (
        serve(create_app(workspace)) as url,
        httpx.AsyncClient(base_url=url, trust_env=False, verify=False) as http,
    ):
        client = AsyncWebClient(token=settings.bot_token, base_url=f"{url}/api/", retry_handlers=[])
        yield Sandbox(workspace, url, Control(http), client)


async def refusal(call: Any) -> str:
    """The code with which Slack refuses a call."""
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])
