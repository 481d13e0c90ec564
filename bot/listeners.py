"""Those who ask the sources that must be asked: one task a source, in one process at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.bootstrap import Muster
from bot.domain.errors import Stale
from bot.logs import trail
from bot.ports import PollSource
from bot.usecases.poll_source import SourceBroke, poll_source

log = structlog.get_logger()

TURN = 5.0
"""Seconds after which a process that must not ask looks again whether it may, and after which one that broke goes
on."""


@asynccontextmanager
async def listeners(muster: Muster) -> AsyncIterator[None]:
    """Ask all sources that must be asked, until the block is left."""
    asked = [source for source in muster.sources.values() if isinstance(source, PollSource)]
    turns = _Turns(muster.engine)
    tasks = [asyncio.create_task(_listen(source, muster, turns)) for source in asked]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await turns.end()


async def _listen(source: PollSource, muster: Muster, turns: _Turns) -> None:
    """Ask one source for ever; whatever breaks in a connector or on the way, it is asked again."""
    while True:
        pause = TURN
        try:
            if await turns.ours(source.name):
                pause = (await poll_source(source, **(await muster.fresh()).tools())).total_seconds()
        except SourceBroke as broke:
            log.error("source broke", source=source.name, reason=trail(broke.__cause__ or broke))
        except (SQLAlchemyError, OSError) as error:
            log.warning("source waits for the database", source=source.name, reason=type(error).__name__)
        except Stale:
            log.warning("source was asked by somebody else", source=source.name)
        except Exception as error:
            log.error("source broke", source=source.name, reason=trail(error))
        await asyncio.sleep(pause)


class _Turns:
    """Which sources this process asks: those of which it holds the lock.

    All locks are held over one connection, so that many sources leave the others to the rest of Muster. They end with
    it, so also with the process, and then another one asks.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._alone = asyncio.Lock()
        self._connection: AsyncConnection | None = None
        self._held: set[str] = set()

    async def ours(self, source: str) -> bool:
        """Whether it is on this process to ask. Raises SQLAlchemyError where the connection is gone."""
        async with self._alone:
            try:
                connection = self._connection = self._connection or await self._engine.connect()
                if source in self._held:
                    await connection.execute(_PING)  # breaks where the connection is gone, and the locks with it
                elif await connection.scalar(_TRY, {"key": f"source:{source}"}):
                    self._held.add(source)
                await connection.commit()  # the locks stay; no transaction stays open while sources are waited for
            except BaseException:
                await self._drop()
                raise
            return source in self._held

    async def end(self) -> None:
        """Let others ask."""
        async with self._alone:
            await self._drop()

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        self._held.clear()
        if connection is not None:
            await connection.invalidate()
            await connection.close()


_TRY = text("SELECT pg_try_advisory_lock(hashtextextended(:key, 0))")
_PING = text("SELECT 1")
