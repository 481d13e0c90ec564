"""A worker dies, or is told to stop, in the middle of a job: nothing is lost, and nothing is said twice."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from sqlalchemy import text
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.bootstrap import Muster
from sandbox.app import create_app
from sandbox.calls import Fault, FaultKind
from sandbox.manifest import Manifest
from sandbox.serving import serve
from sandbox.workspace import Settings, Workspace
from tests.builders import case_at, mention, nothing_to_learn, rows, until
from tests.world import ROOT, SAFETY, SIGNING_SECRET, VOICE

POST = "chat.postMessage"


@dataclass
class Door:
    """Slack behind a door: calls that post wait there while it is shut."""

    app: ASGIApp
    open: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == f"/api/{POST}":
            self.waiting.set()
            await self.open.wait()
        await self.app(scope, receive, send)


@pytest.fixture
def workspace() -> Workspace:
    settings = Settings(bot_url="http://127.0.0.1:9/", signing_secret=SIGNING_SECRET)
    return Workspace(settings, Manifest.read(ROOT / "app.yaml"))


@contextlib.asynccontextmanager
async def worker(database_url: str, slack_url: str) -> AsyncIterator[Process]:
    """A worker in a process of its own; killed at the end if it still runs."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "SLACK_API_URL": f"{slack_url}/api/",
        "SLACK_BOT_TOKEN": "xoxb-sandbox",
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "MUSTER_CONFIG": str(ROOT / "muster.toml"),
    }
    command = (sys.executable, "-m", "bot", "worker")
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment, stderr=PIPE)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def cards(workspace: Workspace, channel: str) -> list[str]:
    """The cards that stand in a channel."""
    return [message.text for message in workspace.conversations.channels[channel].roots()]


def hold(workspace: Workspace, channel: str, mode: FaultKind) -> None:
    """Let the next post to a channel get no answer, before or after it is carried out."""
    workspace.calls.faults.append(Fault(kind=mode, method=POST, channel=channel, count=1, seconds=60))


async def grow_silent(muster: Muster) -> None:
    """Let the sign of life of every worker so far be long ago."""
    async with muster.engine.begin() as connection:
        await connection.execute(text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"))


async def test_a_worker_killed_between_commit_and_answer_leaves_each_card_once(
    muster: Muster, database_url: str, workspace: Workspace
) -> None:
    await nothing_to_learn(muster)
    await case_at(muster, said=mention("The battery swells"))
    await case_at(muster, said=mention("A journalist asks"))
    hold(workspace, SAFETY, "drop_before")
    hold(workspace, VOICE, "drop_after")

    async def both_posts_hang() -> bool:
        return workspace.calls.counts().get(POST) == 2

    async def nothing_is_left_to_do() -> bool:
        left = "SELECT 1 FROM procrastinate_jobs WHERE task_name = 'refresh_card'"
        return await rows(muster, left) == []

    async with serve(create_app(workspace)) as slack_url:
        async with worker(database_url, slack_url) as first:
            await until(both_posts_hang)
            first.send_signal(signal.SIGKILL)
            assert await first.wait() == -signal.SIGKILL
        assert (len(cards(workspace, SAFETY)), len(cards(workspace, VOICE))) == (0, 1)
        await grow_silent(muster)
        async with worker(database_url, slack_url):
            await until(nothing_is_left_to_do)

    assert (len(cards(workspace, SAFETY)), len(cards(workspace, VOICE))) == (1, 1)
    assert workspace.calls.counts()[POST] == 3, "the card that stood there was found, the other one posted"
    assert await rows(muster, "SELECT count(ts) FROM messages WHERE key LIKE 'card:%'") == [2]


async def test_a_worker_told_to_stop_ends_its_job_first(
    muster: Muster, database_url: str, workspace: Workspace
) -> None:
    await nothing_to_learn(muster)
    await case_at(muster, said=mention("The battery swells"))
    door = Door(create_app(workspace))

    async with serve(door) as slack_url, worker(database_url, slack_url) as running:
        await asyncio.wait_for(door.waiting.wait(), timeout=30)
        running.send_signal(signal.SIGTERM)
        await asyncio.wait_for(_says(running, b"stopping"), timeout=10)
        assert running.returncode is None, "it waits for the job in hand"
        door.open.set()
        assert await asyncio.wait_for(running.wait(), timeout=10) == 0

    assert len(cards(workspace, SAFETY)) == 1
    unended = (
        "SELECT task_name FROM procrastinate_jobs WHERE status <> 'succeeded' "
        "AND task_name IN ('refresh_card', 'tend_case')"
    )
    assert await rows(muster, unended) == ["tend_case"], "the next look at the case waits for its time"
    assert await rows(muster, "SELECT count(ts) FROM messages") == [1]


async def _says(process: Process, word: bytes) -> None:
    assert process.stderr
    async for line in process.stderr:
        if word in line:
            return
    raise AssertionError("its log ended")
