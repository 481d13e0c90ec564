"""Asking for what communities need to open and to end."""

from __future__ import annotations

from storage.queue.deferring import Deferring


class CommunityJobs(Deferring):
    """Jobs for communities that open and end."""

    async def open_channel(self, community: str) -> None:
        """Make the channel of a community that somebody wants to open."""
        await self._defer_once(
            "open_channel", key=f"open:{community}", lock=f"community:{community}", community=community
        )

    async def close_channel(self, community: str, channel: str) -> None:
        """Look back in the channel of a community that was closed, and archive it."""
        await self._defer("close_channel", lock=f"slack:{channel}", community=community)

    async def end_community(self, community: str) -> None:
        """Look whether a community ends by itself now; any number of requests waiting are one."""
        await self._defer_once("end_community", key=f"end:{community}", lock=None, community=community)
