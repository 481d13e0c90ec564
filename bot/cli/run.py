"""`run`, `web` and `worker`: the processes."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import structlog
import uvicorn
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.bootstrap import Muster, assemble
from bot.cli.database import database
from bot.jobs import register
from bot.listeners import listeners
from bot.muster_file import MusterFile
from bot.schedule import make_schedule
from bot.server import make_server
from bot.settings import BadSettings, Environment
from handlers.slack_app import make_slack_app
from handlers.socket_mode import listen_by_socket
from storage.queue import HEARTBEAT, SILENCE

log = structlog.get_logger()

JOBS_AT_ONCE = 8
"""Jobs that one worker carries out side by side; they wait for Slack and PostgreSQL, not for the processor."""


@dataclass(frozen=True, slots=True)
class Roles:
    """What one process does."""

    web: bool
    worker: bool


def run(environment: Environment, file: MusterFile, roles: Roles) -> None:
    """Run until SIGTERM or SIGINT, then finish what is in hand. Raises BadSettings."""
    environment.require_slack()
    with database(environment) as url:
        asyncio.run(_run(environment, file, url, roles))


async def _run(environment: Environment, file: MusterFile, url: str, roles: Roles) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with assemble(environment, file, url) as muster:
        for name, source in muster.company.sources.items():
            if source.lacks:
                log.warning("source is not listened to", source=name, remedy=f"set {', '.join(source.lacks)}")
        await serve(muster, environment, roles, stop)


async def serve(muster: Muster, environment: Environment, roles: Roles, stop: asyncio.Event) -> None:
    """Do what `roles` say until `stop` is set; ends with an error if any part does. Raises BadSettings."""
    register(muster.queue, muster)
    async with contextlib.AsyncExitStack() as parts:
        running: list[asyncio.Task[Any]] = [asyncio.create_task(stop.wait())]
        if roles.worker:
            running.append(await parts.enter_async_context(_worker(muster)))
            await parts.enter_async_context(_clock(muster))
            await parts.enter_async_context(listeners(muster))
        if roles.web:
            running.append(await parts.enter_async_context(_web(muster, environment)))
            await parts.enter_async_context(_socket(muster, environment))
            log.info("listening", url=f"http://{environment.host}:{environment.port}")
        ended, _ = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        log.info("stopping")
        for task in ended:
            task.result()
        running[0].cancel()


@contextlib.asynccontextmanager
async def _worker(muster: Muster) -> AsyncIterator[asyncio.Task[None]]:
    """A worker; on leaving, the jobs in hand are ended first. They do end, since every call has a time limit."""
    task = asyncio.create_task(
        muster.queue.run_worker_async(
            concurrency=JOBS_AT_ONCE,
            install_signal_handlers=False,
            fetch_job_polling_interval=2.0,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=SILENCE,
            delete_jobs="successful",
        )
    )
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@contextlib.asynccontextmanager
async def _clock(muster: Muster) -> AsyncIterator[AsyncIOScheduler]:
    schedule = make_schedule(muster)
    schedule.start()
    try:
        yield schedule
    finally:
        schedule.shutdown(wait=False)


def listen(host: str, port: int) -> socket.socket:
    """A socket on this address. Raises BadSettings where it cannot be had.

    It names its protocol, for asyncio answers at once (TCP_NODELAY) only on sockets that do: else each answer
    waits 40 ms for an acknowledgement.
    """
    listening = socket.socket(
        socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise BadSettings(
            f"{host}, port {port}, cannot be used: {os.strerror(error.errno or 0)}. "
            "Choose another by HOST and PORT (the demo: by --port), or stop what listens there."
        ) from None
    return listening


class _Server(uvicorn.Server):
    """Leaves the signals to the process, which has more to stop than the web."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def _web(muster: Muster, environment: Environment) -> AsyncIterator[asyncio.Task[None]]:
    listening = listen(environment.host, environment.port)
    app = make_server(muster, environment.slack_signing_secret)
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=10, lifespan="off")
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield task
    finally:
        server.should_exit = True
        await task


@contextlib.asynccontextmanager
async def _socket(muster: Muster, environment: Environment) -> AsyncIterator[None]:
    if not environment.slack_app_token:
        yield
        return
    app = make_slack_app(muster.desk, muster.client, signing_secret=None)
    async with listen_by_socket(app, environment.slack_app_token):
        yield
