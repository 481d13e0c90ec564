"""Replies in a channel that is shared with customers: in the thread, once."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.mention import Mention
from bot.ports import ReplyBusy, ReplyRefused, ReplyUnsure, SlackBusy, SlackRefused, SlackUnsure
from sources.slack.reading import SlackSource, place_of
from sources.slack.settings import SlackSettings


class Post(Protocol):
    """The connection to Slack, as far as a reply needs it."""

    async def __call__(self, text: str, channel: str, thread: str, key: str, since: datetime) -> str:
        """Say `text` in a thread, unless a message with this key stands there since a moment. Returns its address.
        Raises SlackBusy, SlackUnsure, SlackRefused."""


class ReplyingSlack(SlackSource):
    """Channels in which Muster may answer too."""

    def __init__(self, name: str, settings: SlackSettings, post: Post) -> None:
        super().__init__(name, settings)
        self._post = post

    async def reply(self, to: Mention, text: str, key: str) -> str:
        """Answer in the thread in which this was said. Returns the message's address. Raises ReplyBusy, ReplyRefused,
        ReplyUnsure."""
        place = place_of(to.thread or "")
        if place is None or not self.hears(place[0]):
            raise ReplyRefused("The channel of this mention is not in muster.toml any more. Answer it by hand.")
        try:
            return await self._post(text, *place, key, to.posted_at)
        except SlackBusy as busy:
            raise ReplyBusy(busy.after) from busy
        except SlackUnsure as unsure:
            raise ReplyUnsure("Slack did not answer as it should.") from unsure
        except SlackRefused as refused:
            raise ReplyRefused(f"Slack refused this: {refused}.") from refused
