"""Two cases that may be one matter: Muster says why it thinks so, and people decide."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.case import Case, CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Another open case that may be about the same, with its `matter` and community; `terms` are the words that both
    have most in common, `nearness` runs from 0 to 1. `owned` says whether somebody has claimed it."""

    other: CaseId
    matter: str
    community: str
    mentions: int
    owned: bool
    nearness: float
    terms: tuple[str, ...]

    def survivor(self, case: Case) -> CaseId:
        """Which of the two goes on where they are merged: the one that somebody owns, else the one with more
        mentions, else the older."""
        this = (case.owner is not None, case.mentions, -case.id)
        return case.id if this > (self.owned, self.mentions, -self.other) else self.other
