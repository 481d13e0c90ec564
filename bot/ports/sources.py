"""Sources that are asked, how far each has been read, and how that can fail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from bot.domain.errors import MusterError
from bot.domain.mention import NOTHING, Arrived


class SourceBusy(MusterError):
    """A source asks to wait. `after` is in seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(f"The source asks to wait {after:g} s.")
        self.after = after


class SourceFailed(MusterError):
    """A source could not be asked. `str(error)` says why and what to do, in words that an operator reads; it holds no
    secret and nothing that a customer said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """One thing that a source gave and nobody could read: it is parked with the reason, and the source goes on.
    `id` stays the same whenever it is given again."""

    id: str
    raw: bytes
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What a source that was asked has given. `cursor` says up to where; it is kept in one commit with what was
    given, so that nothing is asked for twice or never. `more` says that there is more to be had at once."""

    arrived: Arrived = NOTHING
    unreadable: tuple[Unreadable, ...] = ()
    cursor: str | None = None
    more: bool = False


@runtime_checkable
class PollSource(Protocol):
    """A connector that is asked, again and again, by one process at a time."""

    @property
    def name(self) -> str:
        """The source's name in the settings."""
        ...

    @property
    def every(self) -> timedelta:
        """How long to wait between two polls that gave nothing more; zero where `poll` itself waits for news."""
        ...

    async def poll(self, cursor: str | None, *, now: datetime) -> Polled:
        """What has come since `cursor` (None at the very first), at most a few hundred at once. It may wait for news
        for up to 30 seconds. It keeps no state between two calls that it could not do without.

        Raises SourceBusy where the source asks to wait, SourceFailed, with the remedy, for all else that it cannot
        mend itself; then it is asked again from the same cursor, later each time.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """How far a source has been read, and how it fares: when it was asked last and when that worked, when it is asked
    next, how many mentions it has `given`, how often it failed since it worked last, and why."""

    name: str
    cursor: str | None = None
    asked_at: datetime | None = None
    worked_at: datetime | None = None
    next_at: datetime | None = None
    given: int = 0
    failures: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came through a source: when the last mention did, and how many arrivals are `parked` because nobody could
    read them, with the `reason` of the newest."""

    last_at: datetime | None = None
    parked: int = 0
    reason: str | None = None


class Sources(Protocol):
    """How far each source has been read."""

    async def get(self, name: str) -> SourceState:
        """How a source fares; one that was never asked stands at its beginning."""

    async def known(self) -> Mapping[str, SourceState]:
        """Every source that was ever asked, by its name."""

    async def heard(self) -> Mapping[str, Heard]:
        """What came through each source, by its name."""

    async def keep(self, state: SourceState, *, read_from: str | None) -> None:
        """Store how a source fares, if it was read up to `read_from` until now. Raises Stale."""
