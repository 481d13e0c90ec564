"""What the feedback page asks of a running Muster."""

from __future__ import annotations

from bot.bootstrap import Muster
from bot.domain.case import CaseId
from bot.domain.verdict import Verdict
from bot.usecases.take_verdict import look_up_question, take_verdict
from pages.feedback import Asked
from pages.invitation import Invitation


class FeedbackDesk:
    """Fulfils `pages.feedback.FeedbackDesk`."""

    def __init__(self, muster: Muster) -> None:
        self._muster = muster

    @property
    def company(self) -> str:
        """The name that customers know."""
        return self._muster.company.name

    async def read(self, token: str) -> Invitation:
        """What a link invites to. Raises BadInvitation, ExpiredInvitation."""
        return await self._muster.links.read(token)

    async def asked(self, invitation: Invitation) -> Asked | None:
        """What is asked; None where the case is unknown or its feedback is not wanted any more."""
        question = await look_up_question(CaseId(invitation.case), invitation.reply, uow=self._muster.uow())
        return Asked(answer=question.text, answered=question.answered) if question else None

    async def answer(self, invitation: Invitation, verdict: Verdict) -> bool:
        """Keep a verdict; False where there was one before, which stays."""
        now = await self._muster.fresh()
        return await take_verdict(
            CaseId(invitation.case),
            invitation.reply,
            verdict,
            uow=now.uow(),
            company=now.company,
            clock=now.clock,
        )
