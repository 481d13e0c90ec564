"""Reading very many rows on the event loop, which must have time for others in between."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy.ext.asyncio import AsyncSession

BATCH = 250
"""Rows that are read at once."""


async def in_batches(session: AsyncSession, query: Select[Any]) -> AsyncIterator[Sequence[Row[Any]]]:
    """The rows of a query through a server-side cursor, some at a time."""
    result = await session.stream(query, execution_options={"yield_per": BATCH})
    async for rows in result.partitions():
        yield rows
