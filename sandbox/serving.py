"""Serving an ASGI app with uvicorn: inside a running loop for tests, or as a process of its own."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

import uvicorn
from starlette.applications import Starlette

GRACE_SECONDS = 1
"""How long requests under way may take to finish when the server stops."""


class _Server(uvicorn.Server):
    """A server that says when it is ready, and lets its app break connections off."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.settled = asyncio.Event()
        if isinstance(config.app, Starlette):
            config.app.state.connections = self.server_state.connections

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, and say so."""
        try:
            await super().startup(sockets)
        finally:
            self.settled.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let requests under way finish, for a moment; then break off those that never end."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        if tasks := set(self.server_state.tasks):
            await asyncio.wait(tasks, timeout=GRACE_SECONDS)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        if tasks := set(self.server_state.tasks):
            await asyncio.wait(tasks, timeout=GRACE_SECONDS)
        await self.lifespan.shutdown()


class _QuietServer(_Server):
    """A server inside someone else's process: it leaves the signals alone, and stops when told."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.leaving = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture nothing."""
        yield

    async def main_loop(self) -> None:
        """Keep the clock of the response headers until the context is left."""
        while not self.leaving.is_set():
            await self.on_tick(0)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await self.leaving.wait()


@contextlib.asynccontextmanager
async def serve(app: Any, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve `app` while the context is open; gives its base URL. Port 0 means: any free port."""
    server = _QuietServer(_config(app, host, port))
    running = asyncio.create_task(server.serve())
    ready = asyncio.create_task(server.settled.wait())
    await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
    if not server.started:
        ready.cancel()
        await running
        raise RuntimeError(f"The server on {host}:{port} did not start.")
    try:
        bound = server.servers[0].sockets[0].getsockname()
        yield f"http://{host}:{bound[1]}"
    finally:
        server.leaving.set()
        await running


async def run(app: Any, host: str, port: int) -> None:
    """Serve `app` until the process is asked to stop."""
    await _Server(_config(app, host, port)).serve()


def _config(app: Any, host: str, port: int) -> uvicorn.Config:
    return uvicorn.Config(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=GRACE_SECONDS)
