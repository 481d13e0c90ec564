"""`run`, `web` and `worker` as processes: they serve, they end well, and Slack reaches them by socket too."""

from __future__ import annotations

import asyncio
import signal
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest

from bot.bootstrap import Muster
from sandbox.app import create_app
from sandbox.manifest import Manifest
from sandbox.serving import serve
from sandbox.workspace import Settings, Workspace
from tests.builders import nothing_to_learn
from tests.cli.conftest import ROOT, Terminal
from tests.people import words
from tests.world import AMARA, CARE, SIGNING_SECRET, Slack

Running = list[subprocess.Popen[str]]


@pytest.fixture
async def workspace(unused_tcp_port: int) -> AsyncIterator[Workspace]:
    """A workspace that knows where the bot will listen."""
    settings = Settings(
        bot_url=f"http://127.0.0.1:{unused_tcp_port}/slack/events", signing_secret=SIGNING_SECRET, ack_seconds=20
    )
    made = Workspace(settings, Manifest.read(ROOT / "app.yaml"))
    async with serve(create_app(made)) as url:
        made.base_url = f"{url}/"
        yield made


@pytest.fixture
def tokens(workspace: Workspace, unused_tcp_port: int) -> dict[str, str]:
    """What an operator sets after making the app."""
    return {
        "SLACK_API_URL": f"{workspace.base_url}api/",
        "SLACK_BOT_TOKEN": workspace.settings.bot_token,
        "PORT": str(unused_tcp_port),
    }


async def until(ready: Callable[[], Awaitable[bool]], process: subprocess.Popen[str]) -> None:
    """Wait until something holds, as long as the process lives."""
    async with asyncio.timeout(40):
        while not await ready():
            assert process.poll() is None, process.communicate()[1]
            await asyncio.sleep(0.02)


async def ends_well(process: subprocess.Popen[str]) -> str:
    """Ask the process to end; gives what it logged."""
    process.send_signal(signal.SIGTERM)
    _, logged = await asyncio.to_thread(process.communicate, timeout=30)
    assert process.returncode == 0, logged
    assert "Traceback" not in logged
    return logged


async def test_it_serves_slack_and_health_until_it_is_asked_to_stop(
    terminal: Terminal, tokens: dict[str, str], workspace: Workspace, running: Running, muster: Muster
) -> None:
    await nothing_to_learn(muster)
    process = terminal.start("run", **tokens, SLACK_SIGNING_SECRET=SIGNING_SECRET)
    running.append(process)
    async with (
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{tokens['PORT']}", trust_env=False) as bot,
        httpx.AsyncClient(base_url=workspace.base_url, trust_env=False, timeout=30) as http,
    ):

        async def has_learned_people_and_works() -> bool:
            try:
                report = (await bot.get("/readyz")).json()
            except httpx.TransportError:
                return False
            return bool(report["workers"]) and workspace.calls.counts().get("conversations.join", 0) == 3

        await until(has_learned_people_and_works, process)
        assert (await bot.get("/healthz")).text == "alive"
        answered = await Slack(http).do("command", user=AMARA, channel=CARE, text="/muster help")
        assert "How a case goes" in words(answered["ephemerals"][0])
    logged = await ends_well(process)
    assert "stopping" in logged


async def test_with_an_app_token_a_command_comes_by_socket_and_is_answered(
    terminal: Terminal, tokens: dict[str, str], workspace: Workspace, running: Running, muster: Muster
) -> None:
    await nothing_to_learn(muster)
    process = terminal.start("run", **tokens, SLACK_APP_TOKEN=workspace.settings.app_token)
    running.append(process)

    async def connected() -> bool:
        return workspace.socket_mode.connections > 0 and workspace.calls.counts().get("users.list", 0) > 0

    await until(connected, process)
    async with httpx.AsyncClient(base_url=workspace.base_url, trust_env=False, timeout=30) as http:
        answered = await Slack(http).do("command", user=AMARA, channel=CARE, text="/muster help")
        assert "How a case goes" in words(answered["ephemerals"][0])
    await ends_well(process)
