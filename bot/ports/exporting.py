"""What a workbook is read from."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from bot.domain.credit import Entry
from bot.domain.exporting import AdjustmentFact, ClaimFact, ConfirmationFact, MentionFact, Scope
from bot.domain.people import Member


class Exported(Protocol):
    """All that a workbook holds, batch by batch, so that no more than a batch is ever in memory.

    The order is that of the case numbers.
    """

    async def hold_still(self) -> None:
        """Let all that this unit of work reads be of one moment. Nothing may have been read before."""

    async def people(self) -> dict[str, Member]:
        """Everyone who is known, by id."""

    def mentions(self, scope: Scope) -> AsyncIterator[Sequence[MentionFact]]:
        """The mentions of the cases in a scope, each beside its case."""

    def claims(self, scope: Scope) -> AsyncIterator[Sequence[ClaimFact]]:
        """What people did for these cases."""

    def confirmations(self, scope: Scope) -> AsyncIterator[Sequence[ConfirmationFact]]:
        """Who confirmed that, as far as the scope lets it be told."""

    def entries(self, scope: Scope) -> AsyncIterator[Sequence[Entry]]:
        """The entries of the ledger of the period: of a month those of that season, of a week those of that week."""

    def adjustments(self, scope: Scope) -> AsyncIterator[Sequence[AdjustmentFact]]:
        """The adjustments that the seasons of the period show."""
