"""The way out to Slack: the only caller of `chat.*`, `conversations.*` and the like."""

from __future__ import annotations

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.messenger.cards import Cards
from handlers.messenger.channels import Channels
from handlers.messenger.digests import Digests
from handlers.messenger.files import Files
from handlers.messenger.letters import Letters
from handlers.messenger.messages import METADATA_TYPE
from handlers.messenger.people import People

__all__ = ["METADATA_TYPE", "TIME_LIMIT", "SlackMessenger", "make_client"]

TIME_LIMIT = 10
"""Seconds that a call may take."""


class SlackMessenger(Cards, Digests, Letters, Files, Channels, People):
    """Fulfils `bot.ports.Messenger`; each base is one topic."""


def make_client(token: str | None, base_url: str, session: aiohttp.ClientSession | None = None) -> AsyncWebClient:
    """A client that never repeats a call by itself: it could not know whether the first one worked.

    With a `session` it keeps its connections, which its owner closes; the session's own time limit holds then.
    """
    base = base_url.rstrip("/") + "/"
    return AsyncWebClient(token=token, base_url=base, session=session, timeout=TIME_LIMIT, retry_handlers=[])
