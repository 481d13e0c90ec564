"""Telling people something, and showing them their Home tab."""

from __future__ import annotations

from datetime import datetime

from bot.domain.home import Home
from bot.domain.people import MemberId
from bot.domain.telling import Telling
from handlers.blocks import (  # noqa: F401  they say what their tellings look like
    exporting,
    forgetting,
    letters,
    own_week,
    preview,
)
from handlers.blocks.home import home_view
from handlers.blocks.kit import Message
from handlers.blocks.tellings import telling
from handlers.blocks.text import escape
from handlers.messenger.messages import Messages


class Letters(Messages):
    """What is told to everyone in a channel, to one person alone, and to a customer."""

    async def post(self, told: Telling, channel: str, key: str) -> str:
        """Tell everyone in a channel something; returns the message's `ts`."""
        return await self._post(telling(told, self._company), channel, key)

    async def tell(self, member: MemberId, told: Telling, key: str) -> str:
        """Say something to one person alone; returns the message's `ts`. `find` takes the person for a channel."""
        return await self._post(telling(told, self._company), member, key)

    async def tell_anew(self, member: MemberId, told: Telling, ts: str) -> None:
        """Say something else where they were told something. Raises MessageGone."""
        await self._edit(telling(told, self._company), await self._place(member), ts)

    async def show_home(self, member: MemberId, home: Home) -> None:
        """Show a person their Home tab."""
        view = home_view(home)
        await self._call(lambda: self._client.views_publish(user_id=member, view=view))

    async def answer_outside(self, text: str, channel: str, thread: str, key: str, since: datetime) -> str:
        """Answer a customer in a thread, unless a message with this key stands there since a moment; returns its
        address."""
        ts = await self.find(channel, key, since, thread)
        if ts is None:
            ts = await self._post(Message(escape(text)), channel, key, thread_ts=thread)
        found = await self._call(lambda: self._client.chat_getPermalink(channel=channel, message_ts=ts))
        return str(found["permalink"])
