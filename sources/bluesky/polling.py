"""Bluesky's posts, read from Jetstream in short pieces."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from bot.domain.errors import BadInput
from bot.domain.mention import Arrived, Mention
from sources.base import Polled, Unreadable
from sources.bluesky.position import AHEAD, Position, microseconds
from sources.bluesky.reading import Event, concerns, read_event, read_frame, read_post, read_time
from sources.bluesky.settings import BlueskySettings
from sources.bluesky.stream import opened
from sources.errors import SourceFailed

AT_ONCE = 300
"""Events that one poll gives."""

TIME_LIMIT = 20
"""Seconds that one poll reads."""

RAW_LIMIT = 100_000
"""Bytes of an event that nobody could read."""


class BlueskySource:
    """The source `name`: what concerns the company among all that is posted."""

    def __init__(self, name: str, settings: BlueskySettings) -> None:
        self.name = name
        self.every = timedelta(seconds=settings.every_seconds)
        self._settings = settings

    async def poll(self, cursor: str | None, *, now: datetime) -> Polled:
        """What was posted, changed or deleted, in its order, up to now. Raises SourceBusy, SourceFailed."""
        heard = _Heard(self.name, self._settings, Position.read(cursor, now), now)
        clock = asyncio.get_running_loop().time
        ends = clock() + TIME_LIMIT
        async with opened(self._settings.stream, heard.position.start, internal=self._settings.internal) as stream:
            while clock() < ends:
                frame = await self._next(stream, heard)
                if frame is None or heard.take(frame):
                    break
            else:
                heard.more = True
        if heard.ahead and not heard.on_time:
            raise SourceFailed(
                "The stream’s clock is ahead of ours. Set the clock of this machine, or choose another stream."
            )
        return heard.polled()

    async def _next(self, stream: ClientConnection, heard: _Heard) -> str | bytes | None:
        """What comes next; None where the stream falls silent, or ends. Raises SourceFailed where it ends at once."""
        try:
            async with asyncio.timeout(self._settings.patience):
                return await stream.recv()
        except TimeoutError:
            return None
        except ConnectionClosed:
            if not heard.anything:
                raise SourceFailed("The stream broke off. It is opened again from the same place.") from None
            return None


@dataclass(slots=True)
class _Heard:
    """What one poll gathers."""

    source: str
    settings: BlueskySettings
    position: Position
    now: datetime
    mentions: dict[str, Mention] = field(default_factory=dict)
    gone: dict[str, None] = field(default_factory=dict)
    unreadable: list[Unreadable] = field(default_factory=list)
    anything: bool = False
    on_time: bool = False
    ahead: bool = False
    more: bool = False

    def take(self, frame: str | bytes) -> bool:
        """Hear one frame. Returns whether that is enough for now."""
        self.anything = True
        at = 0
        try:
            given = read_frame(frame)
            at = read_time(given)
            event = read_event(given)
            if event is not None:
                self._hear(event)
        except BadInput as error:
            self._park(frame, error)
        if at > microseconds(self.now + AHEAD):
            self.ahead = True  # it moves nothing: what comes between then and now would be passed over
        else:
            self.on_time = self.on_time or at > 0
            self.position.upto = max(self.position.upto, at)
        self.more = len(self.mentions) + len(self.gone) + len(self.unreadable) >= AT_ONCE
        return self.more or microseconds(self.now) <= at <= microseconds(self.now + AHEAD)

    def polled(self) -> Polled:
        """All that was heard."""
        return Polled(
            arrived=Arrived(mentions=tuple(self.mentions.values()), gone=tuple(self.gone)),
            unreadable=tuple(self.unreadable),
            cursor=self.position.written(),
            more=self.more,
        )

    def _hear(self, event: Event) -> None:
        """Raises BadInput where an event concerns us and cannot be read."""
        if event.operation == "delete":
            if self.position.take(event.mark, event.at):
                self.mentions.pop(event.uri, None)
                self.gone[event.uri] = None
        elif concerns(event, self.settings):
            mention = read_post(self.source, event, received_at=self.now)
            if self.position.take(event.mark, event.at):
                self.mentions[event.uri] = mention

    def _park(self, frame: str | bytes, error: BadInput) -> None:
        raw = frame.encode(errors="replace") if isinstance(frame, str) else frame
        mark = hashlib.sha256(raw).hexdigest()[:32]
        if self.position.take(mark, self.position.upto):
            self.unreadable.append(Unreadable(id=mark, raw=raw[:RAW_LIMIT], reason=str(error)))
