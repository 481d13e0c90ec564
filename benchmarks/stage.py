"""What the benchmarks run against: a database, a sandbox workspace, and Muster in a process of its own."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from benchmarks.calls import Connection
from sandbox.app import create_app
from sandbox.manifest import Manifest
from sandbox.serving import serve
from sandbox.workspace import Settings, Workspace
from storage.embedded import embedded, fresh_database
from storage.migrate import migrate

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
SIGNING_SECRET = "benchmark-signing-secret"
SOURCE_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
PATIENCE = 30.0
"""Seconds to wait for a process to listen, or for a card to appear."""

_TEMPLATE = "muster_template"


@contextmanager
def server() -> Iterator[str]:
    """An embedded PostgreSQL of this run alone; gives its URL."""
    with (
        tempfile.TemporaryDirectory(prefix="muster-", ignore_cleanup_errors=True) as folder,
        embedded(Path(folder) / "postgres") as url,
    ):
        migrate(fresh_database(url, _TEMPLATE))
        yield url


def database(server_url: str, name: str = "benchmark") -> str:
    """A fresh database with the newest schema; returns its URL."""
    return fresh_database(server_url, name, template=_TEMPLATE)


class Posts:
    """Counts the calls of `chat.postMessage` that a sandbox has answered; one can wait for the next."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._answered = threading.Semaphore(0)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the sandbox."""
        await self._app(scope, receive, send)
        if scope.get("path") == "/api/chat.postMessage":
            self._answered.release()

    def wait(self, number: int = 1) -> None:
        """Wait until so many more posts were answered. Raises TimeoutError."""
        for _ in range(number):
            if not self._answered.acquire(timeout=PATIENCE):
                raise TimeoutError("a card did not appear in the sandbox")


class Slack:
    """A sandbox workspace, served from a thread."""

    def __init__(self, bot_port: int) -> None:
        settings = Settings(bot_url=f"http://{HOST}:{bot_port}/slack/events", signing_secret=SIGNING_SECRET)
        self.workspace = Workspace(settings, Manifest.read(ROOT / "app.yaml"))
        self.posts = Posts(create_app(self.workspace))
        self.port = free_port()

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Serve while the context is open."""
        loop, started, stop = asyncio.new_event_loop(), threading.Event(), asyncio.Event()

        async def run() -> None:
            async with serve(self.posts, HOST, self.port):
                started.set()
                await stop.wait()

        thread = threading.Thread(target=lambda: loop.run_until_complete(run()), daemon=True)
        thread.start()
        if not started.wait(PATIENCE):
            raise TimeoutError("the sandbox does not listen")
        try:
            yield
        finally:
            loop.call_soon_threadsafe(stop.set)
            thread.join()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def process(*command: str, port: int, slack: Slack, database_url: str) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m <command>` as a process that listens on `port`, until the context is left."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "HOST": HOST,
        "PORT": str(port),
        "SLACK_BOT_TOKEN": slack.workspace.settings.bot_token,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "SLACK_API_URL": f"http://{HOST}:{slack.port}/api/",
        "MUSTER_SOURCE_WEB_SECRET": SOURCE_SECRET,
        "MUSTER_CONFIG": str(ROOT / "muster.toml"),
    }
    with tempfile.TemporaryFile() as log:
        running = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            _wait_for(port, running)
            yield running
        except BaseException:
            log.seek(0)
            sys.stderr.write(log.read().decode(errors="replace")[-4_000:])
            raise
        finally:
            running.terminate()
            running.wait()


def _wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if running.poll() is not None:
            raise RuntimeError("the process ended before it listened")
        try:
            Connection(port).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the process does not listen")
