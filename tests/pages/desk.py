"""A feedback desk in memory, for the page's own tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from starlette.applications import Starlette

from bot.domain.verdict import Verdict
from pages.feedback import Asked, feedback_routes
from pages.invitation import Invitation, Invitations

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
ANSWER = "Please unplug the charger and stop using it.\nWe send you a new one today and collect this one."


class MemoryDesk:
    """One case, number 42, with an answer; what customers say of its replies is kept by reply."""

    def __init__(self, company: str = "Northwind", answer: str = ANSWER) -> None:
        self.company = company
        self.now = NOW
        self.verdicts: dict[int, Verdict] = {}
        self._answer = answer
        self._invitations = Invitations("a secret for the tests alone", timedelta(days=30))

    def link(self, case: int = 42, reply: int = 1) -> str:
        """The path that a customer is given."""
        return f"/feedback/{self._invitations.make(case, reply, self.now)}"

    async def read(self, token: str) -> Invitation:
        """What a link invites to."""
        return self._invitations.read(token, self.now)

    async def asked(self, invitation: Invitation) -> Asked | None:
        """What is asked; only case 42 is known."""
        if invitation.case != 42:
            return None
        return Asked(answer=self._answer, answered=invitation.reply in self.verdicts)

    async def answer(self, invitation: Invitation, verdict: Verdict) -> bool:
        """Keep a verdict; the first stays."""
        return self.verdicts.setdefault(invitation.reply, verdict) is verdict


def site(desk: MemoryDesk) -> Starlette:
    """The page alone, as a server would mount it."""
    return Starlette(routes=feedback_routes(desk))
