"""Where it is kept what Muster has said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.case import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A message that Muster has said, or is about to say (`ts` is None until Slack has confirmed it)."""

    key: str
    channel: str
    ts: str | None
    case_id: CaseId | None
    attempted_at: datetime


class Messages(Protocol):
    """What Muster has said in Slack, so that it never says it twice."""

    async def intend(self, key: str, channel: str, case_id: CaseId | None, at: datetime) -> Posted | None:
        """Note that a message is about to be said. Returns what is known of it if it was intended before."""

    async def said(self, key: str, ts: str) -> None:
        """Note where a message stands."""

    async def forget(self, key: str) -> None:
        """Know nothing of a message any more: it was not said, or is gone from Slack."""

    async def failed(self, key: str, error: str) -> None:
        """Note that Slack refused a message for good."""

    async def get(self, key: str) -> Posted | None:
        """A message by its key."""

    async def card_channels(self, case_id: CaseId) -> list[str]:
        """The channels in which a case has a card, or a pointer that it left behind."""

    async def case_of_thread(self, channel: str, ts: str) -> CaseId | None:
        """The case whose card is the root of a thread."""

    async def note_at(self, channel: str, ts: str) -> tuple[CaseId, int] | None:
        """The case of a note in a thread, and the number of the activity that it tells of."""

    async def sharing_of_thread(self, channel: str, ts: str) -> int | None:
        """The number of the copy in a partner's channel that is the root of a thread."""
