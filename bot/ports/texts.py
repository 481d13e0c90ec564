"""Where the words inside a case are kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.contribution import Contribution, Kept
from bot.domain.draft import Draft, Reply


class Texts(Protocol):
    """The words inside a case: contributions, drafts and replies."""

    async def add_contribution(self, case_id: CaseId, contribution: Contribution) -> int | None:
        """Keep a contribution; None where it is known already."""

    async def contribution(self, contribution: int) -> Contribution:
        """One contribution."""

    async def given(self, contributions: Collection[int]) -> dict[int, str]:
        """The words of these contributions."""

    async def find_contribution(self, identity: str) -> Kept | None:
        """A contribution that was not withdrawn, by its identity; others wait, and it stays in its case,
        until this unit of work ends."""

    async def amend_contribution(self, contribution: int, text: str | None, at: datetime) -> None:
        """Change the words of a contribution, or withdraw it (None); what it said before is kept with it."""

    async def merge(self, one: CaseId, into: CaseId) -> None:
        """Let the contributions of a case stand in another one, each knowing which case it came with."""

    async def part(self, case_id: CaseId, one: CaseId) -> None:
        """Give the contributions that came with `one` last back to it."""

    async def add_draft(self, case_id: CaseId, draft: Draft) -> None:
        """Keep a revision. Raises StaleDraft where the number is taken."""

    async def draft(self, case_id: CaseId, revision: int) -> Draft:
        """One revision."""

    async def add_reply(self, case_id: CaseId, reply: Reply) -> None:
        """Keep the exact text that the customer got."""

    async def reply(self, case_id: CaseId, number: int) -> Reply | None:
        """What the customer got, if there is a reply of this number."""
