"""Letting go of what is personal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.customer import AuthorId, KnownAuthor
from bot.domain.erasure import Cleared, Erasure, Shown
from bot.domain.mention import Mention
from bot.domain.people import MemberId
from bot.domain.retention import Class


class Erasures(Protocol):
    """Who is to be forgotten, how far that has come, and each piece of it. What erases words comes after
    `Clusters.hold`."""

    async def begin(self, author: AuthorId, by: MemberId | None, at: datetime) -> int:
        """Note that an author is to be forgotten; returns the number of the erasure, of the one that runs already
        where one does."""

    async def since(self, at: datetime) -> bool:
        """Whether anything was being erased since then: what was read before may hold what is gone."""

    async def get(self, number: int) -> Erasure:
        """An erasure, to take it further; nobody else does until this unit of work ends."""

    async def keep(self, erasure: Erasure) -> None:
        """Store how far an erasure has come."""

    async def author(self, author: AuthorId) -> KnownAuthor | None:
        """Who an author is, as long as that is known."""

    async def hold_author(self, author: AuthorId) -> None:
        """Let nothing more come in from an author until this unit of work ends."""

    async def preview(self, author: AuthorId) -> Mapping[str, int]:
        """What would go with an author, counted."""

    async def erase_words(
        self, author: AuthorId, after: int, limit: int, at: datetime
    ) -> tuple[int | None, Mapping[str, int]]:
        """Erase the first mentions of an author behind one number; returns the last number, None where there were
        none, and what was done."""

    async def words_left(self, author: AuthorId) -> bool:
        """Whether anything of an author is not erased yet."""

    async def cases(self, author: AuthorId, after: int, limit: int) -> list[CaseId]:
        """The next cases that an author's mentions are in, or have come with."""

    async def named_by_colleagues(self, cases: Collection[CaseId], names: Sequence[str]) -> Mapping[CaseId, int]:
        """How many texts of colleagues hold one of these names, in each of these cases where any does."""

    async def erase_links(self, cases: Collection[CaseId], handle: str) -> int:
        """Take a handle out of the links to our replies; returns how many cases had it there."""

    async def empty_read(self, source: str, limit: int) -> int:
        """Empty raw deliveries of a source that were read; returns how many."""

    async def empty_parked(self, source: str, handle: str) -> int:
        """Empty the parked deliveries of a source that name somebody; returns how many."""

    async def erase_author(self, author: AuthorId) -> Mapping[str, int]:
        """Erase who an author was, what is known of them, and who they were joined to."""

    async def forget_learned(self) -> bool:
        """Use nothing any more that was learned from words, until it is learned anew; False where nothing was."""

    async def erased(self, mentions: Collection[Mention]) -> bool:
        """Whether any of these was erased, and must not come back."""


class Traces(Protocol):
    """What cases keep of words that are gone."""

    async def related(self, cases: Collection[CaseId]) -> list[CaseId]:
        """These cases, and all that they were split from or that went on in one of them."""

    async def clear(self, cases: Collection[CaseId], *, verdict_words: bool) -> Cleared:
        """Let go of what these cases have of mentions whose words are gone, once nobody gathers. The words of
        verdicts go where that is said."""

    async def shown(self, cases: Collection[CaseId]) -> Shown:
        """What Slack shows of these cases that may hold words that are gone."""


class Retentions(Protocol):
    """What is kept too long."""

    async def claim(self, day: date, at: datetime) -> bool:
        """Take a day's look on; False where it was taken before."""

    async def let_go(self, what: Class, before: datetime, limit: int, at: datetime) -> tuple[int, list[CaseId]]:
        """Let some of a class go that is older than a moment; returns how many, and their cases where words went."""
