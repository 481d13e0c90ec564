"""Work for later."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.idea import IdeaId
from bot.domain.people import MemberId
from bot.domain.period import Week


class Jobs(Protocol):
    """Work that follows from a change; it commits with the change or not at all."""

    async def read_delivery(self, delivery: int) -> None:
        """Read a raw arrival."""

    async def refresh_card(self, case_id: CaseId, channel: str) -> None:
        """Bring a case's card in a channel up to date; any number of requests waiting are one."""

    async def refresh_draft(self, case_id: CaseId, revision: int, channel: str) -> None:
        """Bring the note of a revision in a case's thread up to date; any number of requests waiting are one."""

    async def announce(self, case_id: CaseId, number: int, channel: str) -> None:
        """Tell a case's thread of its activity with this number."""

    async def wake_case(self, case_id: CaseId, after: timedelta | None) -> None:
        """Look after a case in a while, instead of whenever that was asked for before; None for never."""

    async def deliver_reply(self, case_id: CaseId, number: int, *, tries: int, after: timedelta) -> None:
        """Send the answer of this attempt to the customer, in a while; it was tried `tries` times."""

    async def ask_customer(self, case_id: CaseId, reply: int, by: MemberId, *, tries: int, after: timedelta) -> None:
        """Ask the customer how a reply was, for `by`, in a while; it was tried `tries` times."""

    async def thank(self, case_id: CaseId, reply: int, member: MemberId) -> None:
        """Tell a person privately that the customer liked a reply that they had helped with."""

    async def forget_drafting(self, case_id: CaseId, after: timedelta) -> None:
        """Look in a while who still writes a draft; where that was asked for already it stays so."""

    async def tell_case_of_idea(self, idea: IdeaId, case_id: CaseId) -> None:
        """Tell a case that an idea behind which it stands is done."""

    async def show_idea(self, idea: IdeaId) -> None:
        """Bring the cards up to date that show an idea; any number of requests waiting are one."""

    async def open_channel(self, community: str) -> None:
        """Make the channel of a community that somebody wants to open."""

    async def close_channel(self, community: str, channel: str) -> None:
        """Look back in the channel of a community that was closed, and archive it."""

    async def end_community(self, community: str) -> None:
        """Look whether a community ends by itself now; any number of requests waiting are one."""

    async def show_sharing(self, sharing: int, channel: str) -> None:
        """Bring a copy in a partner's channel up to date."""

    async def post_digest(self, community: str, week: Week, channel: str) -> None:
        """Post a community's digest of a week."""

    async def show_home(self, member: MemberId) -> None:
        """Bring a person's Home tab up to date."""

    async def sync_people(self) -> None:
        """Learn from Slack who works here."""
