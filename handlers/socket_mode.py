"""Socket Mode: Slack's requests over a connection that we open, for networks that let none in."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

log = structlog.get_logger()

LOOK_EVERY = 10.0
"""Seconds between two looks at the connection. The client can go deaf after a reconnect without an error
(bolt-python#1529), so nobody but us would notice."""


@contextlib.asynccontextmanager
async def listen_by_socket(app: AsyncApp, app_token: str) -> AsyncIterator[None]:
    """Take Slack's requests while the context is open."""
    handler = AsyncSocketModeHandler(app, app_token)
    watch = asyncio.create_task(_keep_connected(handler))
    try:
        yield
    finally:
        watch.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watch
        await handler.close_async()  # type: ignore[no-untyped-call]


async def _keep_connected(handler: AsyncSocketModeHandler) -> None:
    while True:
        try:
            if not await handler.client.is_connected():
                await handler.client.connect_to_new_endpoint(force=True)
                log.info("listening by Socket Mode")
        except (SlackApiError, OSError, TimeoutError) as error:
            log.warning("Socket Mode must wait", reason=str(error))
        await asyncio.sleep(LOOK_EVERY)
