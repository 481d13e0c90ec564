"""Lets the page know that something is different, without saying what."""

import asyncio
from collections.abc import AsyncIterator


class Changes:
    """A counter that one can wait on."""

    def __init__(self) -> None:
        self.serial = 0
        self._waiting: set[asyncio.Event] = set()

    def touch(self) -> None:
        """Something changed: wake everyone who waits."""
        self.serial += 1
        for event in self._waiting:
            event.set()

    async def follow(self) -> AsyncIterator[int]:
        """The serial number now, and again after each change; changes at once are told once."""
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            while True:
                event.clear()
                yield self.serial
                await event.wait()
        finally:
            self._waiting.discard(event)
