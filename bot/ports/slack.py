"""Slack as the inside sees it, and how a call there can fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.company import Company
from bot.domain.digest import Digest
from bot.domain.home import Home
from bot.domain.people import Member, MemberId
from bot.domain.sharing import Sharing
from bot.domain.sheet import CaseSheet, Note
from bot.domain.telling import Telling


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


class ChartsRefused(SlackRefused):
    """This workspace does not show charts of Slack's own, or not these pictures yet."""


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

    async def update_note(self, sheet: CaseSheet, note: Note, channel: str, ts: str) -> None:
        """Bring what was said of an act up to date. Raises MessageGone."""

    @property
    def draws_charts(self) -> bool:
        """Whether Slack draws charts itself here, as far as is known."""

    async def post_digest(
        self,
        digest: Digest,
        company: Company,
        names: Mapping[MemberId, str],
        pictures: Sequence[str] | None,
        channel: str,
        key: str,
    ) -> str:
        """Post a digest; returns its `ts`. `pictures` are the files of its charts: empty where they are told in
        words, None where Slack draws them itself. Raises ChartsRefused."""

    async def update_digest(
        self,
        digest: Digest,
        company: Company,
        names: Mapping[MemberId, str],
        pictures: Sequence[str] | None,
        channel: str,
        ts: str,
    ) -> None:
        """Write a posted digest anew. Raises ChartsRefused, MessageGone."""

    async def upload_picture(self, name: str, in_words: str, content: bytes) -> str:
        """Put a picture where messages can show it, with what it shows in words; returns the id of its file."""

    async def delete(self, channel: str, ts: str) -> None:
        """Delete a message of Muster's own; a person stands for their direct messages. Raises MessageGone."""

    async def tell(self, member: MemberId, told: Telling, key: str) -> str:
        """Say something to one person alone; returns the message's `ts`. `find` takes the person for a channel."""

    async def tell_anew(self, member: MemberId, told: Telling, ts: str) -> None:
        """Say something else where they were told something. Raises MessageGone."""

    async def post_sharing(self, sharing: Sharing, company: Company, key: str) -> str:
        """Post a copy in the channel of its partner; returns its `ts`."""

    async def update_sharing(self, sharing: Sharing, company: Company, ts: str) -> None:
        """Bring a posted copy up to date. Raises MessageGone."""

    async def show_home(self, member: MemberId, home: Home) -> None:
        """Show a person their Home tab."""

    async def people(self) -> list[Member]:
        """Everyone in the workspace, with the function that their user group gives them."""

    async def post(self, told: Telling, channel: str, key: str) -> str:
        """Tell everyone in a channel something; returns the message's `ts`."""

    async def create_channel(self, name: str, *, private: bool) -> str:
        """Make a channel; returns its id. Raises SlackRefused with `name_taken` where there is one, also where an
        earlier call has made it."""

    async def own_channel(self, name: str) -> str | None:
        """The id of the channel of this name that Muster itself has made, unless it is archived."""

    async def set_purpose(self, channel: str, purpose: str) -> None:
        """Say what a channel is for."""

    async def invite(self, channel: str, people: Sequence[MemberId]) -> dict[MemberId, str]:
        """Bring people into a channel; those who are in it stay. Returns those who cannot be invited, with why."""

    async def find_file(self, channel: str, name: str, since: datetime) -> bool:
        """Whether a file of this name was put into a channel since a moment; a person stands for their direct
        messages."""

    async def upload(self, channel: str, name: str, title: str, content: bytes) -> None:
        """Put a file into a channel; a person stands for their direct messages."""

    async def archive(self, channel: str) -> None:
        """Close a channel for good; one that is archived stays so."""

    async def people_in(self, channel: str) -> list[MemberId]:
        """Everyone in a channel, apps among them."""

    async def join(self, channel: str) -> None:
        """Be in a channel, so that cards can be posted and replies heard."""
