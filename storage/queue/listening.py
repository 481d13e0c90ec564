"""Asking for what makes cases of what arrives."""

from __future__ import annotations

from bot.domain.case import CaseId
from storage.queue.deferring import Deferring


class ListeningJobs(Deferring):
    """Jobs for what arrives, until it has found its case."""

    async def read_delivery(self, delivery: int) -> None:
        """Read a raw arrival."""
        await self._defer("read_delivery", delivery=delivery)

    async def gather(self) -> None:
        """Let the mentions that wait find their cases; any number of requests waiting are one."""
        await self._defer_once("gather", key="gather", lock="gather")

    async def unite(self, case_id: CaseId, into: CaseId) -> None:
        """Let two cases be one that turned out to be, if people leave that to Muster."""
        await self._defer("unite", lock="gather", case=case_id, into=into)

    async def learn(self) -> None:
        """Learn from what people settled; any number of requests waiting are one."""
        await self._defer_once("learn", key="learn", lock="learn")
