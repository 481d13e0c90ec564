"""Work for later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.domain.case import CaseId
from bot.domain.idea import IdeaId
from bot.domain.people import MemberId
from bot.domain.period import Period, Week
from bot.domain.retention import Class


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case of which nothing was said yet: the channel for its card, and how long until the next look at it, None
    for never."""

    case: CaseId
    channel: str
    wake_after: timedelta | None


class Jobs(Protocol):
    """Work that follows from a change; it commits with the change or not at all."""

    async def read_delivery(self, delivery: int) -> None:
        """Read a raw arrival."""

    async def gather(self) -> None:
        """Let the mentions that wait find their cases; any number of requests waiting are one."""

    async def refresh_card(self, case_id: CaseId, channel: str) -> None:
        """Bring a case's card in a channel up to date; any number of requests waiting are one."""

    async def show_new_cases(self, new: Sequence[NewCase]) -> None:
        """Ask at once for the cards of new cases and for the next look at each."""

    async def unite(self, case_id: CaseId, into: CaseId) -> None:
        """Let two cases be one that turned out to be, if people leave that to Muster."""

    async def tell_also(self, case_id: CaseId, channel: str) -> None:
        """Tell another community, in its channel, of a case that concerns it too."""

    async def show_growth(self, case_id: CaseId, after: timedelta) -> None:
        """Bring a case's card up to date in a while; where that was asked for already it stays so."""

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

    async def deliver_thanks(self, note: int) -> None:
        """Tell a person privately what a colleague thanks them for."""

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

    async def preview_digest(self, community: str, week: Week) -> None:
        """Show the leads of a community a digest before it goes out."""

    async def refresh_previews(self, community: str, week: Week) -> None:
        """Write what the leads were shown of a digest anew; any number of requests waiting are one."""

    async def tell_own_week(self, member: MemberId, week: Week) -> None:
        """Write a person the note of their week."""

    async def export(self, member: MemberId, community: str | None, period: Period, request: str) -> bool:
        """Write a workbook for somebody; False where they wait for the very same one already."""

    async def show_home(self, member: MemberId) -> None:
        """Bring a person's Home tab up to date."""

    async def learn(self) -> None:
        """Learn from what people settled; any number of requests waiting are one."""

    async def erase(self, erasure: int) -> None:
        """Take an erasure one step further; any number of requests waiting are one."""

    async def tell_receipt(self, erasure: int) -> None:
        """Tell whoever asked for an erasure what was done."""

    async def retain(self, what: Class) -> None:
        """Let go of what is kept too long; any number of requests waiting are one."""

    async def refresh_note(self, case_id: CaseId, number: int, channel: str) -> None:
        """Bring the note of an activity in a case's thread up to date; any number of requests waiting are one."""

    async def refresh_digest(self, community: str, week: Week, channel: str) -> None:
        """Write a community's digest of a week anew where it stands; any number of requests waiting are one."""

    async def unsay(self, key: str, channel: str) -> None:
        """Delete a message of Muster's own; any number of requests waiting are one."""

    async def count_credit(self) -> None:
        """Bring the ledger up to date."""

    async def forget_counts(self) -> None:
        """Drop the requests for that which wait: whoever counts after this counts for them."""

    async def sync_people(self) -> None:
        """Learn from Slack who works here."""
