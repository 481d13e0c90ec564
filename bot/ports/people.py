"""Where people are kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from bot.domain.people import Member, MemberId


class Members(Protocol):
    """The people inside."""

    async def get(self, member: MemberId) -> Member | None:
        """A person by id, if known."""

    async def put(self, members: Iterable[Member]) -> None:
        """Add people or renew what is known of them; whether they are on the boards, or suggested, is theirs to
        say."""

    async def names(self, members: Iterable[MemberId]) -> dict[MemberId, str]:
        """The names of these people, as far as they are known."""

    async def on_boards(self) -> frozenset[str]:
        """Everyone who opted in, works here still and is no guest."""

    async def set_on_boards(self, member: MemberId, on: bool) -> None:
        """Opt in or out."""

    async def set_told(
        self, member: MemberId, *, quiet_from: int | None, quiet_until: int | None, weekly_note: bool
    ) -> None:
        """Note when somebody wants quiet, in minutes of their day, and whether they want the weekly note."""

    async def functions(self) -> dict[str, str | None]:
        """The function of everyone who works here and is no guest, None where it is not known."""

    async def set_suggested(self, member: MemberId, on: bool) -> None:
        """Let somebody be suggested to those who look for help, or not."""

    async def among(
        self, *, ids: frozenset[MemberId], functions: frozenset[str], usergroup: str | None
    ) -> list[Member]:
        """Those of these ids, of these functions, or of this user group, who have not left and are no guests."""

    async def away(self) -> frozenset[str]:
        """Guests and people who have left; they neither confirm nor earn."""
