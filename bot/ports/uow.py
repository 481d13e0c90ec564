"""One transaction over everything stored."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from bot.ports.cases import Cases
from bot.ports.communities import Communities, Retrospectives
from bot.ports.credits import Credits
from bot.ports.digests import Digests
from bot.ports.drafting import DraftingPeople
from bot.ports.ideas import Ideas
from bot.ports.jobs import Jobs
from bot.ports.measures import MeasuredCases
from bot.ports.mentions import Deliveries, Mentions
from bot.ports.messages import Messages
from bot.ports.people import Members
from bot.ports.search import Search
from bot.ports.secrets import Secrets
from bot.ports.sharings import Sharings
from bot.ports.texts import Texts
from bot.ports.verdicts import Verdicts


class UnitOfWork(Protocol):
    """One transaction over everything stored. Leaving the block without `commit` takes all of it back."""

    @property
    def cases(self) -> Cases: ...

    @property
    def mentions(self) -> Mentions: ...

    @property
    def deliveries(self) -> Deliveries: ...

    @property
    def members(self) -> Members: ...

    @property
    def sharings(self) -> Sharings: ...

    @property
    def texts(self) -> Texts: ...

    @property
    def search(self) -> Search: ...

    @property
    def messages(self) -> Messages: ...

    @property
    def credits(self) -> Credits: ...

    @property
    def digests(self) -> Digests: ...

    @property
    def measures(self) -> MeasuredCases: ...

    @property
    def ideas(self) -> Ideas: ...

    @property
    def verdicts(self) -> Verdicts: ...

    @property
    def secrets(self) -> Secrets: ...

    @property
    def drafting(self) -> DraftingPeople: ...

    @property
    def communities(self) -> Communities: ...

    @property
    def retrospectives(self) -> Retrospectives: ...

    @property
    def jobs(self) -> Jobs: ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def commit(self) -> None:
        """Make it so."""
