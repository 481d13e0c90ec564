"""Posting messages, editing and deleting them, and finding them again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from handlers.blocks.kit import Message
from handlers.messenger.calling import CLOCK_SKEW, Calling

METADATA_TYPE = "muster_message"


class Messages(Calling):
    """Messages of Muster's own, each known by its key."""

    async def find(self, channel: str, key: str, since: datetime, thread: str | None = None) -> str | None:
        """The `ts` of the message with this key, looked for among those since a moment. A person stands for their
        direct messages."""
        oldest = str((since - CLOCK_SKEW).timestamp())
        place = await self._place(channel)
        async for message in self._messages(place, oldest, thread):
            metadata = message.get("metadata", {})
            if metadata.get("event_type") == METADATA_TYPE and metadata.get("event_payload", {}).get("key") == key:
                return str(message["ts"])
        return None

    async def delete(self, channel: str, ts: str) -> None:
        """Delete a message of Muster's own; a person stands for their direct messages. Raises MessageGone."""
        place = await self._place(channel)
        await self._call(lambda: self._client.chat_delete(channel=place, ts=ts))

    async def _post(self, message: Message, channel: str, key: str, thread_ts: str | None = None) -> str:
        posted = await self._call(
            lambda: self._client.chat_postMessage(
                channel=channel,
                thread_ts=thread_ts,
                metadata={"event_type": METADATA_TYPE, "event_payload": {"key": key}},
                unfurl_links=False,
                unfurl_media=False,
                **message.as_arguments(),
            )
        )
        return str(posted["ts"])

    async def _edit(self, message: Message, channel: str, ts: str) -> None:
        """Write a posted message anew. Raises MessageGone."""
        await self._call(lambda: self._client.chat_update(channel=channel, ts=ts, **message.as_arguments()))

    async def _messages(self, channel: str, oldest: str, thread: str | None) -> AsyncIterator[dict[str, Any]]:
        arguments = {"channel": channel, "oldest": oldest, "include_all_metadata": True, "limit": 200}
        if thread:
            async for message in self._pages(self._client.conversations_replies, "messages", ts=thread, **arguments):
                yield message
        else:
            async for message in self._pages(self._client.conversations_history, "messages", **arguments):
                yield message
