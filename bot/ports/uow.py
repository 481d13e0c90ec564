"""One transaction over everything stored."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from bot.ports.arrivals import Arrivals
from bot.ports.attempts import Attempts
from bot.ports.audits import Audits
from bot.ports.boards import Boards
from bot.ports.cases import Cases
from bot.ports.communities import Communities, Retrospectives
from bot.ports.credits import Credits
from bot.ports.customers import Customers
from bot.ports.digests import Digests, WeekCases, WeekPeople
from bot.ports.drafting import DraftingPeople
from bot.ports.expertise import Expertise
from bot.ports.exporting import Exported
from bot.ports.grouping import Clusters, Fits, GlossaryEntries
from bot.ports.ideas import Ideas
from bot.ports.jobs import Jobs
from bot.ports.learning import Lessons, Models
from bot.ports.ledger import Ledger
from bot.ports.measures import MeasuredCases
from bot.ports.mentions import Deliveries, Mentions
from bot.ports.messages import Messages
from bot.ports.mine import Glances, Mine
from bot.ports.notes import Notes
from bot.ports.people import Members
from bot.ports.privacy import Erasures, Retentions, Traces
from bot.ports.reactions import Reactions
from bot.ports.search import Search
from bot.ports.secrets import Secrets
from bot.ports.sharings import Sharings
from bot.ports.sources import Sources
from bot.ports.suggestions import Suggestions
from bot.ports.texts import Texts
from bot.ports.thanks import ThankNotes
from bot.ports.verdicts import Verdicts


class UnitOfWork(Protocol):
    """One transaction over everything stored. Leaving the block without `commit` takes all of it back."""

    @property
    def cases(self) -> Cases: ...

    @property
    def arrivals(self) -> Arrivals: ...

    @property
    def mentions(self) -> Mentions: ...

    @property
    def sources(self) -> Sources: ...

    @property
    def lessons(self) -> Lessons: ...

    @property
    def models(self) -> Models: ...

    @property
    def clusters(self) -> Clusters: ...

    @property
    def suggestions(self) -> Suggestions: ...

    @property
    def fits(self) -> Fits: ...

    @property
    def glossary(self) -> GlossaryEntries: ...

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
    def ledger(self) -> Ledger: ...

    @property
    def audits(self) -> Audits: ...

    @property
    def boards(self) -> Boards: ...

    @property
    def thanks(self) -> ThankNotes: ...

    @property
    def attempts(self) -> Attempts: ...

    @property
    def reactions(self) -> Reactions: ...

    @property
    def mine(self) -> Mine: ...

    @property
    def glances(self) -> Glances: ...

    @property
    def notes(self) -> Notes: ...

    @property
    def digests(self) -> Digests: ...

    @property
    def week_cases(self) -> WeekCases: ...

    @property
    def week_people(self) -> WeekPeople: ...

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
    def expertise(self) -> Expertise: ...

    @property
    def exported(self) -> Exported: ...

    @property
    def customers(self) -> Customers: ...

    @property
    def erasures(self) -> Erasures: ...

    @property
    def traces(self) -> Traces: ...

    @property
    def retentions(self) -> Retentions: ...

    @property
    def jobs(self) -> Jobs: ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def commit(self) -> None:
        """Make it so."""
