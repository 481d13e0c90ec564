"""Where cases are kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from bot.domain.activity import Activity, Opened
from bot.domain.case import Case, CaseId
from bot.domain.mention import Author
from bot.domain.people import Member, MemberId


class Cases(Protocol):
    """The cases, each a snapshot that its activities would give again."""

    async def open(self, opened: Opened) -> Case:
        """Store a new case with its first activity."""

    async def number(self) -> CaseId:
        """The number of the next case."""

    async def open_many(self, cases: Sequence[Case]) -> None:
        """Store new cases, each with all that has happened to it; their first news is that they opened."""

    async def get(self, case_id: CaseId) -> Case:
        """Read a case to change it; others wait until this unit of work ends. Raises UnknownCase."""

    async def read(self, case_id: CaseId) -> Case:
        """Read a case to look at it. Raises UnknownCase."""

    async def save(self, case: Case) -> None:
        """Store a case and its news, if nobody else did meanwhile. Raises Stale."""

    async def activities(self, case_id: CaseId) -> list[Activity]:
        """All that happened to a case, in order."""

    async def get_both(self, one: CaseId, other: CaseId) -> tuple[Case, Case]:
        """Read two cases to change them. Until this unit of work ends no mention comes in, and no other case is
        merged, parted or split. Raises UnknownCase."""

    async def get_alone(self, case_id: CaseId) -> Case:
        """Read one case to change it, under the same terms. Raises UnknownCase."""

    async def get_surviving(self, case_id: CaseId) -> Case:
        """Read a case, or the one that it went on in, to change it. Raises UnknownCase."""

    async def about(self, external_keys: Collection[str]) -> dict[str, list[CaseId]]:
        """The cases in which each of these conversations went on, newest first; a merged one is the case that it went
        on in. Nothing is merged, parted or split until this unit of work ends."""

    async def wrote_in(self, author: Author, case_id: CaseId) -> bool:
        """Whether an author wrote a mention of a case."""

    async def open_in(self, community: str, limit: int) -> list[Case]:
        """The open cases of a community, newest first."""

    async def owned_by(self, member: MemberId) -> list[Case]:
        """The live cases of an owner, most urgent first."""

    async def awaiting(self, member: Member, limit: int, hidden: Collection[str]) -> list[Case]:
        """Open cases that still wait for a person or for their function, most urgent first, then those whose input is
        due first; none of `hidden` communities."""

    async def awaiting_sign_off(self, communities: Sequence[str], limit: int) -> list[Case]:
        """Open cases of these communities with a draft that is not signed off yet, most urgent first."""
