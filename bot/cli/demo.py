"""`demo`: all of Muster in the browser, with no Slack account."""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sandbox
from bot.bootstrap import Muster, assemble
from bot.cli.demo_cases import recall_cases
from bot.cli.run import Roles, listen, serve
from bot.domain.mention import Author, Mention
from bot.muster_file import read_muster_file
from bot.settings import Environment
from bot.usecases.fit_terms import fit_terms
from bot.usecases.import_mentions import import_mentions
from sandbox.app import create_app
from sandbox.manifest import Manifest
from sandbox.serving import serve as serve_sandbox
from sandbox.workspace import Settings, Workspace
from storage.embedded import embedded, fresh_database
from storage.migrate import migrate

ROOT = Path(__file__).parents[2]
SOURCE = "web"
SAMPLES = Path(sandbox.__file__).parent / "sample_mentions.jsonl"
CASES = Path(sandbox.__file__).parent / "sample_cases.jsonl"
HISTORY = Path(sandbox.__file__).parent / "sample_history.jsonl"


def demo(*, port: int) -> None:
    """Run the sandbox and the bot side by side until Ctrl-C. Each time begins anew, with the sample mentions.

    Raises BadSettings where a port is taken.
    """
    bot_port = port - 1
    for wanted in (bot_port, port):
        listen("127.0.0.1", wanted).close()
    environment = Environment(
        slack_bot_token="xoxb-sandbox",  # noqa: S106  the sandbox's own, known to everyone
        slack_signing_secret=secrets.token_hex(16),
        slack_app_token=None,
        slack_api_url=f"http://127.0.0.1:{port}/api/",
        host="127.0.0.1",
        port=bot_port,
        muster_public_url=f"http://127.0.0.1:{bot_port}",
    )
    with embedded(environment.muster_var / "demo") as server:
        url = fresh_database(server, "demo")
        migrate(url)
        asyncio.run(_run(environment, url, port))


async def _run(environment: Environment, url: str, port: int) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    file = read_muster_file(ROOT / "muster.toml")
    async with (
        _workspace(environment, port, secret) as workspace,
        assemble(
            environment,
            file,
            url,
            sources={SOURCE: {"kind": "webhook", "reply_url": f"http://127.0.0.1:{port}/customers/replies"}},
            secrets={SOURCE: {"SECRET": secret}},
        ) as muster,
    ):
        await remember(muster)
        await recall_cases(muster, _lines(CASES), SOURCE)
        greeting = asyncio.create_task(_greet(workspace, environment, port))
        try:
            await serve(muster, environment, Roles(web=True, worker=True), stop)
        finally:
            greeting.cancel()


@asynccontextmanager
async def _workspace(environment: Environment, port: int, secret: str) -> AsyncIterator[Workspace]:
    bot = f"http://127.0.0.1:{environment.port}"
    settings = Settings(
        bot_url=f"{bot}/slack/events",
        signing_secret=environment.slack_signing_secret or "",
        mention_url=f"{bot}/sources/{SOURCE}",
        mention_secret=secret,
    )
    workspace = Workspace(settings, Manifest.read(ROOT / "app.yaml"))
    async with serve_sandbox(create_app(workspace), "127.0.0.1", port):
        yield workspace


async def remember(muster: Muster) -> None:
    """Let Muster know what customers said on ordinary days, so that it can tell a storm from them from the start."""
    now = muster.clock.now()
    past = [
        Mention(
            source=SOURCE,
            external_id=said["id"],
            text=said["text"],
            author=Author(source=SOURCE, handle=said["author"]),
            posted_at=now - timedelta(days=said["days_ago"]),
        )
        for said in _lines(HISTORY)
    ]
    await import_mentions(past, open_cases=False, uow=muster.uow(), clock=muster.clock)
    await fit_terms(uow=muster.uow(), clock=muster.clock)


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


async def _greet(workspace: Workspace, environment: Environment, port: int) -> None:
    """Once the bot listens, let the sample customers speak and say where to look."""
    await _listening(environment)
    for sample in _lines(SAMPLES):
        said_at = datetime.now(UTC) - timedelta(minutes=sample["minutes_ago"])
        await workspace.customers.say(
            sample["text"],
            sample["author"],
            url=sample.get("url"),
            reach=sample.get("reach"),
            mention_id=sample["id"],
            at=said_at.isoformat(),
        )
    print(f"Muster runs with sample data. Open http://127.0.0.1:{port}/ and press Ctrl-C to stop.", flush=True)


async def _listening(environment: Environment) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection(environment.host, environment.port)
        except OSError:
            await asyncio.sleep(0.05)
            continue
        writer.close()
        return
