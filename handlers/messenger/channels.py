"""Making channels, joining and filling them, and closing them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.domain.people import MemberId
from bot.ports import SlackRefused
from handlers.messenger.calling import Calling

_KINDS = "public_channel,private_channel"


class Channels(Calling):
    """What Muster does with channels, above all with its own."""

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

    async def join(self, channel: str) -> None:
        """Be in a channel, so that cards can be posted and replies heard; private ones are joined by invitation."""
        try:
            await self._call(lambda: self._client.conversations_join(channel=channel))
        except SlackRefused as refused:
            if str(refused) != "method_not_supported_for_channel_type":
                raise

    async def archive(self, channel: str) -> None:
        """Close a channel for good; one that is archived stays so."""
        try:
            await self._call(lambda: self._client.conversations_archive(channel=channel))
        except SlackRefused as refused:
            if str(refused) != "already_archived":
                raise
