"""Calling Slack, and what its answers mean."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.company import Company
from bot.ports import Clock, MessageGone, SlackBusy, SlackRefused, SlackUnsure

CLOCK_SKEW = timedelta(minutes=2)
"""How far Slack's clock and ours may differ when a message is looked for."""

PEOPLE = ("U", "W")
"""How the ids of people begin, and no channel's."""

_PASSING = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}
_GONE = {"message_not_found", "thread_not_found"}


class Calling:
    """One client, and its calls with their answers as the inside knows them. Each topic has the company and the clock
    at hand."""

    def __init__(self, client: AsyncWebClient, company: Company, clock: Clock) -> None:
        self._client = client
        self._company = company
        self._clock = clock

    async def _place(self, channel: str) -> str:
        """The channel itself; where a person stands for it, that of their direct messages with Muster."""
        if not channel.startswith(PEOPLE):
            return channel
        opened = await self._call(lambda: self._client.conversations_open(users=channel))
        return str(opened["channel"]["id"])

    async def _pages(self, method: Callable[..., Any], key: str, **arguments: Any) -> AsyncIterator[Any]:
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
