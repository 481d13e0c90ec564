"""Asking for what brings words to a customer."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.case import CaseId
from bot.domain.people import MemberId
from storage.queue.deferring import Deferring


class AnsweringJobs(Deferring):
    """Jobs for words on their way to a customer, and for what the customer says of them."""

    async def refresh_draft(self, case_id: CaseId, revision: int, channel: str) -> None:
        """Bring the note of a revision in a case's thread up to date; any number of requests waiting are one."""
        await self._defer_once(
            "refresh_draft",
            key=f"draft:{case_id}:{revision}",
            lock=f"slack:{channel}",
            case=case_id,
            revision=revision,
        )

    async def forget_drafting(self, case_id: CaseId, after: timedelta) -> None:
        """Look in a while who still writes a draft; where that was asked for already it stays so."""
        await self._defer_once("forget_drafting", key=f"drafting:{case_id}", lock=None, after=after, case=case_id)

    async def deliver_reply(self, case_id: CaseId, number: int, *, tries: int, after: timedelta) -> None:
        """Send the answer of this attempt to the customer, in a while; it was tried `tries` times."""
        await self._defer("deliver_reply", after=after, case=case_id, number=number, tried=tries)

    async def ask_customer(self, case_id: CaseId, reply: int, by: MemberId, *, tries: int, after: timedelta) -> None:
        """Ask the customer how a reply was, for `by`, in a while; it was tried `tries` times."""
        await self._defer("ask_customer", after=after, case=case_id, reply=reply, by=by, tried=tries)

    async def thank(self, case_id: CaseId, reply: int, member: MemberId) -> None:
        """Tell a person privately that the customer liked a reply that they had helped with."""
        await self._defer("thank", case=case_id, reply=reply, member=member)
