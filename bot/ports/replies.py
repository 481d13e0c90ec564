"""The way out to customers, and how it can fail."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.domain.mention import Mention


class ReplyRefused(Exception):
    """The source will not take this however often it is asked. `str(error)` says why, in a sentence."""


class ReplyBusy(Exception):
    """The source asks to wait; it has done nothing. `after` is in seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(f"The source asks to wait {after:g} s.")
        self.after = after


class ReplyUnsure(Exception):
    """The call broke off, or was not answered as it should be: the customer may have the text. Asking again under the
    same key is safe. `str(error)` says what happened, in a sentence."""


class Replies(Protocol):
    """The sources that answers can be sent through."""

    async def reply(self, to: Mention, text: str, key: str) -> str:
        """Send a text to whoever said this, once however often it is asked for under one key. Returns where it can be
        read. Raises ReplyBusy, ReplyRefused, ReplyUnsure."""


class Invites(Protocol):
    """The links on which customers judge an answer."""

    async def link(self, case: int, reply: int, asked_for: datetime) -> str:
        """The address of the page about one reply; the same for the same moment."""
