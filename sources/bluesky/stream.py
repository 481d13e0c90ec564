"""Jetstream's websocket, opened over a checked connection."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlencode, urlsplit, urlunsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, InvalidMessage, InvalidStatus, WebSocketException

from sources.addresses import connected, place_of
from sources.bluesky.reading import POSTS
from sources.errors import SourceBusy, SourceFailed
from sources.fetching import seconds_to_wait, tls_context

SCHEMES = ("ws", "wss")

OPEN_LIMIT = 15
"""Seconds until a stream must be open."""

FRAME_LIMIT = 4 * 1024 * 1024
"""Bytes of one frame, unpacked; the records of the network are smaller."""


@asynccontextmanager
async def opened(stream: str, start: int, *, internal: bool) -> AsyncIterator[ClientConnection]:
    """The stream of posts from a time in microseconds on. Raises SourceBusy, SourceFailed."""
    place = place_of(stream, SCHEMES)
    parts = urlsplit(stream)
    asked = urlencode({"wantedCollections": POSTS, "cursor": start})
    query = f"{parts.query}&{asked}" if parts.query else asked
    try:
        async with asyncio.timeout(OPEN_LIMIT):
            connection = await connect(
                urlunsplit(parts._replace(query=query)),
                sock=await connected(place, inside=place if internal else None),
                ssl=tls_context() if parts.scheme == "wss" else None,
                server_hostname=place.host if parts.scheme == "wss" else None,
                proxy=None,
                user_agent_header="Muster",
                open_timeout=None,
                close_timeout=1,
                max_size=FRAME_LIMIT,
            )
    except InvalidStatus as refused:
        raise _refused(refused) from None
    except TimeoutError:
        raise SourceFailed(
            f"{place.host} did not open its stream within {OPEN_LIMIT} s. It is asked again."
        ) from None
    except (OSError, EOFError, ValueError, InvalidHandshake, InvalidMessage, WebSocketException):
        raise SourceFailed(f"{place.host} does not open its stream. Check that `stream` is a Jetstream.") from None
    try:
        yield connection
    finally:
        await connection.close()


def _refused(refusal: InvalidStatus) -> SourceBusy | SourceFailed:
    status = refusal.response.status_code
    if status in (429, 503):
        return SourceBusy(seconds_to_wait(refusal.response.headers.get("retry-after", "")))
    return SourceFailed(
        f"The stream answered with the status {status}. Check that `stream` is a Jetstream’s address."
    )
