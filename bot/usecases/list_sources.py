"""How the sources fare."""

from __future__ import annotations

from collections.abc import Mapping

from bot.ports import Heard, SourceState, UnitOfWork


async def list_sources(*, uow: UnitOfWork) -> tuple[Mapping[str, SourceState], Mapping[str, Heard]]:
    """How each source fares that is asked, and what came through each source of any kind; by their names."""
    async with uow:
        return await uow.sources.known(), await uow.sources.heard()
