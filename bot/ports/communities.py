"""Where communities that people opened in Slack are kept, and what they look back on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.opening import OpenedCommunity
from bot.domain.people import MemberId
from bot.domain.retrospective import CaseLine, Deed, Given


class Communities(Protocol):
    """The communities that people opened in Slack, from the wish to the end."""

    async def known(self) -> list[OpenedCommunity]:
        """Those that are open, and those that were, the newest first."""

    async def get(self, name: str) -> OpenedCommunity | None:
        """Read one to change it; others wait until this unit of work ends."""

    async def add(self, community: OpenedCommunity) -> bool:
        """Keep a new one; False where its name is taken."""

    async def save(self, community: OpenedCommunity) -> None:
        """Store what became of it."""

    async def remove(self, name: str) -> None:
        """Forget one that never opened."""

    async def hold(self, name: str) -> bool:
        """Whether it is open; it cannot be closed until this unit of work ends."""

    async def owner_of(self, channel: str) -> str | None:
        """The name of the one that lives in a channel."""

    async def live_cases(self, name: str) -> list[CaseId]:
        """The cases of a community that are not over, in the order in which they were opened."""

    async def had_cases(self, name: str) -> bool:
        """Whether there was a case in a community, other than void ones."""

    async def open_counts(self) -> dict[str, int]:
        """How many cases of each community are not over; one without any is left out."""

    async def helpers(self, functions: Sequence[str], since: datetime, limit: int) -> list[MemberId]:
        """People to invite for these functions: those whose help in cases of them was confirmed, or who gave input
        there, since a moment, the most helpful first; then the other members of the functions. Guests, and those
        who have left, are none of them."""


class Retrospectives(Protocol):
    """What was done in a community, read off its cases; void ones count for nothing."""

    async def cases(self, community: str) -> tuple[CaseLine, ...]:
        """Its cases, in the order in which they were opened."""

    async def given(self, community: str) -> tuple[Given, ...]:
        """What people gave to its cases, in the order of time."""

    async def deeds(self, community: str) -> tuple[Deed, ...]:
        """All acts on its cases, in the order of time."""
