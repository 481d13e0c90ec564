"""The way out to Slack: the only caller of `chat.*`, `conversations.*` and the like."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.company import Company
from bot.domain.digest import Digest
from bot.domain.home import Home
from bot.domain.people import Member, MemberId
from bot.domain.sharing import Sharing
from bot.domain.sheet import CaseSheet, Note
from bot.domain.telling import Telling
from bot.ports import ChartsRefused, Clock, SlackRefused
from handlers.blocks import (  # noqa: F401  they say what their tellings look like
    exporting,
    forgetting,
    letters,
    own_week,
    preview,
)
from handlers.blocks.card import card, pointer
from handlers.blocks.charts import chart_blocks
from handlers.blocks.digest import digest_message
from handlers.blocks.home import home_view
from handlers.blocks.kit import Message
from handlers.blocks.notes import note
from handlers.blocks.partners import sharing_message
from handlers.blocks.tellings import telling
from handlers.blocks.text import escape
from handlers.calling import CLOCK_SKEW
from handlers.channels import Channels

METADATA_TYPE = "muster_message"
TIME_LIMIT = 10
"""Seconds that a call may take."""


def make_client(token: str | None, base_url: str, session: aiohttp.ClientSession | None = None) -> AsyncWebClient:
    """A client that never repeats a call by itself: it could not know whether the first one worked.

    With a `session` it keeps its connections, which its owner closes; the session's own time limit holds then.
    """
    base = base_url.rstrip("/") + "/"
    return AsyncWebClient(token=token, base_url=base, session=session, timeout=TIME_LIMIT, retry_handlers=[])


class SlackMessenger(Channels):
    """Fulfils `bot.ports.Messenger`."""

    def __init__(self, client: AsyncWebClient, company: Company, clock: Clock) -> None:
        super().__init__(client)
        self._company = company
        self._clock = clock
        self._draws_charts = True

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

    async def post_card(self, sheet: CaseSheet, channel: str, key: str) -> str:
        """Post a card; returns its `ts`."""
        return await self._post(self._card(sheet, channel), channel, key)

    async def update_card(self, sheet: CaseSheet, channel: str, ts: str) -> None:
        """Bring a posted card up to date. Raises MessageGone."""
        arguments = self._card(sheet, channel).as_arguments()
        await self._call(lambda: self._client.chat_update(channel=channel, ts=ts, **arguments))

    async def post_note(self, sheet: CaseSheet, told: Note, channel: str, thread: str, key: str) -> str:
        """Say one act in the thread of a card; returns the note's `ts`."""
        return await self._post(note(sheet, told), channel, key, thread_ts=thread)

    async def update_note(self, sheet: CaseSheet, told: Note, channel: str, ts: str) -> None:
        """Bring what was said of an act up to date. Raises MessageGone."""
        arguments = note(sheet, told).as_arguments()
        await self._call(lambda: self._client.chat_update(channel=channel, ts=ts, **arguments))

    @property
    def draws_charts(self) -> bool:
        """Whether Slack draws charts itself here, as far as is known: until it refuses one."""
        return self._draws_charts

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
        message = digest_message(digest, company, names, chart_blocks(digest.charts, pictures))
        with self._charts_may_be_refused(pictures):
            return await self._post(message, channel, key)

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
        message = digest_message(digest, company, names, chart_blocks(digest.charts, pictures))
        arguments = message.as_arguments()
        with self._charts_may_be_refused(pictures):
            await self._call(lambda: self._client.chat_update(channel=channel, ts=ts, **arguments))

    @contextmanager
    def _charts_may_be_refused(self, pictures: Sequence[str] | None) -> Iterator[None]:
        """Slack says of all blocks that it does not know, or whose file is not ready, that they are invalid."""
        try:
            yield
        except SlackRefused as refused:
            if (pictures is not None and not pictures) or not str(refused).startswith("invalid_blocks"):
                raise
            self._draws_charts = self._draws_charts and pictures is not None
            raise ChartsRefused(str(refused)) from refused

    async def delete(self, channel: str, ts: str) -> None:
        """Delete a message of Muster's own; a person stands for their direct messages. Raises MessageGone."""
        place = await self._place(channel)
        await self._call(lambda: self._client.chat_delete(channel=place, ts=ts))

    async def post(self, told: Telling, channel: str, key: str) -> str:
        """Tell everyone in a channel something; returns the message's `ts`."""
        return await self._post(telling(told, self._company), channel, key)

    async def tell(self, member: MemberId, told: Telling, key: str) -> str:
        """Say something to one person alone; returns the message's `ts`. `find` takes the person for a channel."""
        return await self._post(telling(told, self._company), member, key)

    async def tell_anew(self, member: MemberId, told: Telling, ts: str) -> None:
        """Say something else where they were told something. Raises MessageGone."""
        place, arguments = await self._place(member), telling(told, self._company).as_arguments()
        await self._call(lambda: self._client.chat_update(channel=place, ts=ts, **arguments))

    async def post_sharing(self, sharing: Sharing, company: Company, key: str) -> str:
        """Post a copy in the channel of its partner; returns its `ts`."""
        return await self._post(sharing_message(sharing, company), sharing.channel, key)

    async def update_sharing(self, sharing: Sharing, company: Company, ts: str) -> None:
        """Bring a posted copy up to date. Raises MessageGone."""
        arguments = sharing_message(sharing, company).as_arguments()
        await self._call(lambda: self._client.chat_update(channel=sharing.channel, ts=ts, **arguments))

    async def answer_outside(self, text: str, channel: str, thread: str, key: str, since: datetime) -> str:
        """Answer a customer in a thread, unless a message with this key stands there since a moment; returns its
        address."""
        ts = await self.find(channel, key, since, thread)
        if ts is None:
            ts = await self._post(Message(escape(text)), channel, key, thread_ts=thread)
        found = await self._call(lambda: self._client.chat_getPermalink(channel=channel, message_ts=ts))
        return str(found["permalink"])

    async def show_home(self, member: MemberId, home: Home) -> None:
        """Show a person their Home tab."""
        view = home_view(home)
        await self._call(lambda: self._client.views_publish(user_id=member, view=view))

    async def people(self) -> list[Member]:
        """Everyone in the workspace, with the function that `muster.toml` or their user group gives them."""
        ours = (await self._call(self._client.auth_test))["team_id"]
        groups = await self._groups()
        return [
            self._member(user, groups.get(user["id"], set()), ours)
            async for user in self._users()
            if not _is_bot(user)
        ]

    async def join(self, channel: str) -> None:
        """Be in a channel, so that cards can be posted and replies heard; private ones are joined by invitation."""
        try:
            await self._call(lambda: self._client.conversations_join(channel=channel))
        except SlackRefused as refused:
            if str(refused) != "method_not_supported_for_channel_type":
                raise

    def _card(self, sheet: CaseSheet, channel: str) -> Message:
        return card(sheet, self._clock.now()) if sheet.community.channel == channel else pointer(sheet)

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

    async def _messages(self, channel: str, oldest: str, thread: str | None) -> AsyncIterator[dict[str, Any]]:
        arguments = {"channel": channel, "oldest": oldest, "include_all_metadata": True, "limit": 200}
        if thread:
            async for message in self._pages(self._client.conversations_replies, "messages", ts=thread, **arguments):
                yield message
        else:
            async for message in self._pages(self._client.conversations_history, "messages", **arguments):
                yield message

    async def _users(self) -> AsyncIterator[dict[str, Any]]:
        async for user in self._pages(self._client.users_list, "members", limit=200):
            yield user

    async def _groups(self) -> dict[str, set[str]]:
        """The handles of the user groups of each person."""
        if not self._company.usergroups:
            return {}
        answer = await self._call(lambda: self._client.usergroups_list(include_users=True))
        groups: dict[str, set[str]] = {}
        for group in answer["usergroups"]:
            for user in group.get("users", []):
                groups.setdefault(user, set()).add(group["handle"])
        return groups

    def _member(self, user: dict[str, Any], groups: set[str], ours: str) -> Member:
        """A person as Muster knows them. Whoever belongs to another team is from outside, and a guest here."""
        restricted = user.get("is_restricted") or user.get("is_ultra_restricted")
        member_id = MemberId(user["id"])
        of_group = (f.name for f in self._company.functions.values() if f.usergroup in groups)
        profile = user.get("profile", {})
        name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user["name"]
        return Member(
            id=member_id,
            name=name,
            function=self._company.function_of(member_id) or next(of_group, None),
            groups=frozenset(groups),
            zone=user.get("tz"),
            active=not user.get("deleted", False),
            guest=bool(restricted) or user.get("team_id", ours) != ours,
        )


def _is_bot(user: dict[str, Any]) -> bool:
    return bool(user.get("is_bot")) or user["id"] == "USLACKBOT"
