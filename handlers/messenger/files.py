"""Putting files where people find them."""

from __future__ import annotations

from datetime import datetime

from slack_sdk.errors import SlackRequestError

from bot.ports import SlackUnsure
from handlers.messenger.calling import CLOCK_SKEW, Calling


class Files(Calling):
    """Files in channels, and pictures that messages show."""

    async def find_file(self, channel: str, name: str, since: datetime) -> bool:
        """Whether a file of this name was put into a channel since a moment; a person stands for their direct
        messages."""
        oldest = str((since - CLOCK_SKEW).timestamp())
        place = await self._place(channel)
        messages = self._pages(
            self._client.conversations_history, "messages", channel=place, oldest=oldest, limit=200
        )
        async for message in messages:
            if any(file.get("name") == name for file in message.get("files") or ()):
                return True
        return False

    async def upload(self, channel: str, name: str, title: str, content: bytes) -> None:
        """Put a file into a channel; a person stands for their direct messages."""
        place = await self._place(channel)
        try:
            await self._call(
                lambda: self._client.files_upload_v2(channel=place, filename=name, title=title, content=content)
            )
        except SlackRequestError as error:  # the bytes did not arrive; until they do, nobody sees a file
            raise SlackUnsure(type(error).__name__) from error

    async def upload_picture(self, name: str, in_words: str, content: bytes) -> str:
        """Put a picture where messages can show it, with what it shows in words; returns the id of its file. Nobody
        sees it before a message shows it."""
        try:
            answer = await self._call(
                lambda: self._client.files_upload_v2(filename=name, title=name, alt_txt=in_words, content=content)
            )
        except SlackRequestError as error:
            raise SlackUnsure(type(error).__name__) from error
        return str(answer["files"][0]["id"])
