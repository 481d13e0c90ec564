"""Slack as the inside sees it, and how a call there can fail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.domain.community import Company
from bot.domain.digest import Digest
from bot.domain.people import Member, MemberId
from bot.domain.sheet import CaseSheet, Note, Work


class SlackBusy(Exception):
    """Slack, or the way to it, asks to wait; it has done nothing. `after` is in seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(f"Slack asks to wait {after:g} s")
        self.after = after


class SlackUnsure(Exception):
    """The call broke off: it may have worked. Whoever tries again looks first."""


class SlackRefused(Exception):
    """Slack will not do this however often it is asked; `str(error)` holds its error code."""


class MessageGone(SlackRefused):
    """Somebody has deleted the message in Slack."""


class CardMissing(Exception):
    """The card is not posted yet, so its thread cannot be written to."""


class Messenger(Protocol):
    """Slack, for what Muster says there. Every call may raise SlackBusy, SlackUnsure or SlackRefused."""

    async def find(self, channel: str, key: str, since: datetime, thread: str | None = None) -> str | None:
        """The `ts` of the message with this key, looked for among those since a moment."""

    async def post_card(self, sheet: CaseSheet, channel: str, key: str) -> str:
        """Post a card; returns its `ts`."""

    async def update_card(self, sheet: CaseSheet, channel: str, ts: str) -> None:
        """Bring a posted card up to date. Raises MessageGone."""

    async def post_note(self, sheet: CaseSheet, note: Note, channel: str, thread: str, key: str) -> str:
        """Say one act in the thread of a card; returns the note's `ts`."""

    async def post_digest(
        self, digest: Digest, company: Company, names: Mapping[MemberId, str], channel: str, key: str
    ) -> str:
        """Post a digest; returns its `ts`."""

    async def show_home(self, member: MemberId, work: Work, company: Company) -> None:
        """Show a person what waits for them on their Home tab."""

    async def people(self) -> list[Member]:
        """Everyone in the workspace, with the function that their user group gives them."""

    async def join(self, channel: str) -> None:
        """Be in a channel, so that cards can be posted and replies heard."""
