"""Where grouping keeps what it knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from bot.domain.grouping import ClusterState, Entry, Fit
from bot.domain.people import MemberId
from bot.domain.weather import Heat


class Clusters(Protocol):
    """The clusters of open matters."""

    async def hold(self) -> int:
        """Let nobody else gather until this unit of work ends. Returns the version of what grouping knows."""

    async def renew(self) -> None:
        """Let everyone who gathers read anew what grouping knows: people have changed it."""

    async def live(self) -> list[ClusterState]:
        """The clusters of live cases, each with the case that its own went on in; those of others are dropped."""

    async def save(self, kept: Collection[ClusterState], gone: Collection[int]) -> int:
        """Store clusters, and forget others. Returns the new version."""

    async def heats(self) -> dict[int, Heat]:
        """How hot matters are, by the case that leads each, and all that is said."""

    async def save_heats(self, kept: Mapping[int, Heat], gone: Collection[int]) -> None:
        """Store how hot matters are, and forget others."""


class Fits(Protocol):
    """What ordinary days say of the weight of terms; the newest fit holds."""

    async def newest(self) -> Fit | None:
        """The fit that holds; None before there was one."""

    async def fitted_at(self) -> datetime | None:
        """When it was made."""

    async def put(self, fit: Fit, at: datetime) -> None:
        """Let this one hold, and forget older ones."""

    async def ordinary_texts(self, limit: int) -> list[str]:
        """What customers said lately, one text of each matter, so that a storm does not weigh its own words."""


class GlossaryEntries(Protocol):
    """The company's own words."""

    async def entries(self) -> list[Entry]:
        """All of them, in the order of their terms."""

    async def put(self, entry: Entry, by: MemberId, at: datetime) -> None:
        """Keep an entry, instead of the one with its term."""

    async def drop(self, term: str) -> bool:
        """Take an entry out; False where there is none."""
