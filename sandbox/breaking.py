"""Connections that break: the caller is left without an answer."""

import asyncio
import contextlib

from starlette.requests import Request
from starlette.responses import Response


async def broken_off(request: Request, *, after_seconds: float = 0.0) -> Response:
    """Leave the caller without an answer: the connection hangs for a while, then breaks."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(after_seconds):
            await _caller_gone(request)
    client = request.scope.get("client")
    for connection in list(getattr(request.app.state, "connections", ())):
        if connection.client == client:
            connection.transport.abort()
    await _caller_gone(request)
    return Response()


async def _caller_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
