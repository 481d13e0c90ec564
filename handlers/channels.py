"""Making channels, filling them and closing them, and putting files into them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.domain.people import MemberId
from bot.ports import SlackRefused, SlackUnsure
from handlers.calling import CLOCK_SKEW, Calling

_KINDS = "public_channel,private_channel"

PEOPLE = ("U", "W")
"""How the ids of people begin, and no channel's."""


class Channels(Calling):
    """What Muster does with channels of its own."""

    async def create_channel(self, name: str, *, private: bool) -> str:
        """Make a channel; returns its id. Raises SlackRefused with `name_taken` where there is one, also where an
        earlier call has made it."""
        answer = await self._call(lambda: self._client.conversations_create(name=name, is_private=private))
        return str(answer["channel"]["id"])

    async def own_channel(self, name: str) -> str | None:
        """The id of the channel of this name that Muster itself has made, unless it is archived."""
        me = (await self._call(self._client.auth_test))["user_id"]
        listed = self._pages(
            self._client.conversations_list, "channels", types=_KINDS, exclude_archived=True, limit=1_000
        )
        async for channel in listed:
            if channel["name"] == name and channel.get("creator") == me:
                return str(channel["id"])
        return None

    async def set_purpose(self, channel: str, purpose: str) -> None:
        """Say what a channel is for."""
        await self._call(lambda: self._client.conversations_setPurpose(channel=channel, purpose=purpose))

    async def invite(self, channel: str, people: Sequence[MemberId]) -> dict[MemberId, str]:
        """Bring people into a channel; those who are in it stay. Returns those who cannot be invited, with why."""
        if not people:
            return {}
        answer = await self._call(lambda: self._invite(channel, people))
        refused = {MemberId(one["user"]): str(one["error"]) for one in answer.get("errors") or ()}
        return {member: error for member, error in refused.items() if error != "already_in_channel"}

    async def _invite(self, channel: str, people: Sequence[MemberId]) -> Any:
        """Where Slack says of each person why they were not invited, that is an answer and no failure."""
        try:
            return await self._client.conversations_invite(channel=channel, users=list(people), force=True)
        except SlackApiError as error:
            answer: Any = error.response
            told = getattr(answer, "data", None)
            errors: list[dict[str, Any]] = told.get("errors") or [] if isinstance(told, dict) else []
            if errors and all("user" in one for one in errors):
                return answer
            raise

    async def people_in(self, channel: str) -> list[MemberId]:
        """Everyone in a channel, apps among them."""
        members = self._pages(self._client.conversations_members, "members", channel=channel, limit=1_000)
        return [MemberId(member) async for member in members]

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

    async def _place(self, channel: str) -> str:
        """The channel itself; where a person stands for it, that of their direct messages with Muster."""
        if not channel.startswith(PEOPLE):
            return channel
        opened = await self._call(lambda: self._client.conversations_open(users=channel))
        return str(opened["channel"]["id"])

    async def archive(self, channel: str) -> None:
        """Close a channel for good; one that is archived stays so."""
        try:
            await self._call(lambda: self._client.conversations_archive(channel=channel))
        except SlackRefused as refused:
            if str(refused) != "already_archived":
                raise
