"""Where it is kept which authors are one customer, and what is known of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.customer import AuthorId, CustomerId, Joining, JoiningId, Joins, KnownAuthor
from bot.domain.history import Happened
from bot.domain.provenance import Kept, Tier


class Customers(Protocol):
    """Customers, their authors, and what is known of them. Authors of whom all was said in `hidden` communities are
    nobody to whoever may not look there."""

    async def called(self, name: str, limit: int, hidden: Collection[str]) -> list[KnownAuthor]:
        """The authors with this handle or name, whatever its capitals; where there is none, those with it as a part
        of their handle or name."""

    async def at_source(self, source: str, handle: str, hidden: Collection[str]) -> KnownAuthor | None:
        """The author with this handle there, whatever its capitals."""

    async def who_wrote(self, case_id: CaseId, limit: int) -> list[KnownAuthor]:
        """The authors of a case, the first to write first."""

    async def authors(self, ids: Collection[AuthorId], hidden: Collection[str]) -> list[KnownAuthor]:
        """These authors, as far as they are known."""

    async def with_mail(self, mail: str, sources: Collection[str]) -> list[AuthorId]:
        """The authors with this address as their handle in any of these sources."""

    async def hold(self) -> None:
        """Let nobody else join or separate authors until this unit of work ends."""

    async def fresh(self, at: datetime) -> CustomerId:
        """The number of a new customer."""

    async def joins(self, authors: Collection[AuthorId], among: Collection[CustomerId] = ()) -> Joins:
        """Who is whom among these authors, the authors of the customers `among` which one looks, and all that are one
        customer with any of them."""

    async def make(self, joining: Joining) -> JoiningId:
        """Store an act and all that it changes."""

    async def made(self, number: JoiningId) -> Joining | None:
        """An act as it was made, without the pairs that it parted."""

    async def newest(self, authors: Collection[AuthorId], among: Collection[CustomerId] = ()) -> JoiningId | None:
        """The last act that changed anything about these authors, about the customers that they are, or about those
        `among` which one looks."""

    async def known_of(self, authors: Collection[AuthorId]) -> list[Kept]:
        """What is kept about these authors, each thing once, the oldest first."""

    async def keep(self, authors: Collection[AuthorId], kept: Kept) -> None:
        """Keep something about all of these authors. What is borrowed or displayed has another type."""

    async def end(self, authors: Collection[AuthorId], ended: Iterable[Kept], at: datetime) -> None:
        """Let these hold no longer."""

    async def tier_of(self, case_id: CaseId) -> Tier | None:
        """The highest tier that is kept about anyone who wrote in a case."""

    async def timeline(
        self, authors: Collection[AuthorId], limit: int, offset: int, hidden: Collection[str]
    ) -> list[Happened]:
        """All that these authors said and that followed from it, newest first, but for cases of `hidden`
        communities."""
