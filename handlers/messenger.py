"""The way out to Slack: the only caller of `chat.*`, `conversations.*` and the like."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.community import Company
from bot.domain.digest import Digest
from bot.domain.people import Member, MemberId
from bot.domain.sheet import CaseSheet, Note, Work
from bot.ports import Clock, MessageGone, SlackBusy, SlackRefused, SlackUnsure
from handlers.blocks.card import card, pointer
from handlers.blocks.digest import digest_message
from handlers.blocks.home import home_view
from handlers.blocks.kit import Message
from handlers.blocks.notes import note

METADATA_TYPE = "muster_message"
CLOCK_SKEW = timedelta(minutes=2)
"""How far Slack's clock and ours may differ when a message is looked for."""

TIME_LIMIT = 10
"""Seconds that a call may take."""

_PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}
_GONE = {"message_not_found", "thread_not_found"}


def make_client(token: str | None, base_url: str, session: aiohttp.ClientSession | None = None) -> AsyncWebClient:
    """A client that never repeats a call by itself: it could not know whether the first one worked.

    With a `session` it keeps its connections, which its owner closes; the session's own time limit holds then.
    """
    base = base_url.rstrip("/") + "/"
    return AsyncWebClient(token=token, base_url=base, session=session, timeout=TIME_LIMIT, retry_handlers=[])


class SlackMessenger:
    """Fulfils `bot.ports.Messenger`."""

    def __init__(self, client: AsyncWebClient, company: Company, clock: Clock) -> None:
        self._client = client
        self._company = company
        self._clock = clock

    async def find(self, channel: str, key: str, since: datetime, thread: str | None = None) -> str | None:
        """The `ts` of the message with this key, looked for among those since a moment."""
        oldest = str((since - CLOCK_SKEW).timestamp())
        async for message in self._messages(channel, oldest, thread):
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

    async def post_digest(
        self, digest: Digest, company: Company, names: Mapping[MemberId, str], channel: str, key: str
    ) -> str:
        """Post a digest; returns its `ts`."""
        return await self._post(digest_message(digest, company, names), channel, key)

    async def show_home(self, member: MemberId, work: Work, company: Company) -> None:
        """Show a person what waits for them on their Home tab."""
        view = home_view(work, company, self._clock.now())
        await self._call(lambda: self._client.views_publish(user_id=member, view=view))

    async def people(self) -> list[Member]:
        """Everyone in the workspace, with the function that `muster.toml` or their user group gives them."""
        groups = await self._groups()
        return [
            self._member(user, groups.get(user["id"], set())) async for user in self._users() if not _is_bot(user)
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
        if not any(function.usergroup for function in self._company.functions.values()):
            return {}
        answer = await self._call(lambda: self._client.usergroups_list(include_users=True))
        groups: dict[str, set[str]] = {}
        for group in answer["usergroups"]:
            for user in group.get("users", []):
                groups.setdefault(user, set()).add(group["handle"])
        return groups

    def _member(self, user: dict[str, Any], groups: set[str]) -> Member:
        member_id = MemberId(user["id"])
        of_group = (f.name for f in self._company.functions.values() if f.usergroup in groups)
        profile = user.get("profile", {})
        name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user["name"]
        return Member(
            id=member_id,
            name=name,
            function=self._company.function_of(member_id) or next(of_group, None),
            groups=frozenset(groups),
            active=not user.get("deleted", False),
            guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_stranger")),
        )

    async def _pages(self, method: Callable[..., Any], key: str, **arguments: Any) -> AsyncIterator[dict[str, Any]]:
        cursor = ""
        while True:
            page = {**arguments, "cursor": cursor} if cursor else arguments
            answer = await self._call(partial(method, **page))
            for item in answer[key]:
                yield item
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    async def _call(self, call: Callable[[], Awaitable[Any]]) -> Any:
        """Make one call. Raises SlackBusy, SlackUnsure, MessageGone or SlackRefused."""
        try:
            return await call()
        except SlackApiError as error:
            raise _meaning(error) from error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise SlackUnsure(type(error).__name__) from error


def _meaning(error: SlackApiError) -> Exception:
    """What an answer of Slack's means for whoever asked. One without a code is not Slack's own, but a proxy's."""
    answer: Any = error.response
    data = getattr(answer, "data", None)  # where a body is cut off, the SDK gives aiohttp's answer for its own
    said: dict[str, Any] = data if isinstance(data, dict) else {}
    status, code = getattr(answer, "status_code", None) or answer.status, said.get("error")
    if status == 429 or code in ("ratelimited", "rate_limited"):
        return SlackBusy(float(answer.headers.get("Retry-After", 1)))
    if code is None or status >= 500 or code in _PASSING:
        return SlackUnsure(code or f"HTTP {status}")
    if code in _GONE:
        return MessageGone(code)
    details = (said.get("response_metadata") or {}).get("messages")
    return SlackRefused(f"{code}: {'; '.join(details)}" if details else str(code))


def _is_bot(user: dict[str, Any]) -> bool:
    return bool(user.get("is_bot")) or user["id"] == "USLACKBOT"
