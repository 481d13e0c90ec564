"""Where it is kept which signs of thanks stand on contributions."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from bot.domain.people import MemberId
from bot.domain.reaction import Reaction


class Reactions(Protocol):
    """The signs of thanks. Slack tells of each perhaps several times, and out of order: the newest word holds."""

    async def note(self, contribution: int, reaction: Reaction) -> None:
        """Remember that a sign was put on a contribution, or taken away, unless something newer is known of it."""

    async def standing(self, by: MemberId, contributions: Collection[int]) -> set[int]:
        """Those of some contributions on which a sign of this person stands."""
