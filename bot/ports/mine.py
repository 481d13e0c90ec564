"""What people see of themselves, and of the communities that they are in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.home import CommunityLoad, Earned, Health, Praise
from bot.domain.people import MemberId
from bot.domain.period import Month
from bot.domain.standing import WeekCredit


class Mine(Protocol):
    """A person's own record."""

    async def weeks(self, member: MemberId) -> list[WeekCredit]:
        """What they earned in each week of each season, all communities together, the earliest first."""

    async def earned(self, member: MemberId, since: datetime, customers_since: datetime) -> list[Earned]:
        """What they earned since a moment, the newest first, with the customers of the newer part of it."""

    async def reliability(self, member: MemberId) -> tuple[int, int]:
        """Of what they claim to have given to signed-off cases: how much somebody else confirmed, and all of it."""

    async def praise(self, member: MemberId, since: datetime, hidden: Collection[str], limit: int) -> list[Praise]:
        """What content customers said since a moment of answers that they helped with, the newest first, but for
        cases of `hidden` communities."""


class Glances(Protocol):
    """Communities in sums."""

    async def loads(self, now: datetime) -> dict[str, CommunityLoad]:
        """How much there is to do in each community; one with nothing to do is left out."""

    async def contributions(self, communities: Sequence[str], season: Month) -> dict[str, dict[str, int]]:
        """How many contributions of each member were confirmed in these communities."""

    async def first_replies(self, communities: Sequence[str], since: datetime) -> Mapping[str, float]:
        """The median first reply to cases of these communities that came in since a moment, in minutes."""


class Watch(Protocol):
    """Looks whether the machinery runs."""

    async def __call__(self) -> Health:
        """How it is right now."""
