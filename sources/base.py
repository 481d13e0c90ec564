"""What a source must provide: one that pushes, and one that can be replied through."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.domain.mention import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One raw arrival whose signature holds.

    `id` is the sender's and stays the same when the sender tries again; `sent_at` is aware.
    """

    id: str
    sent_at: datetime


class PushSource(Protocol):
    """A connector that is handed raw bytes; it opens no socket and no database.

    Verifying and parsing are apart, so that a rightly signed body that cannot be read is still known to be
    the sender's: the caller parks it with the reason, and loses nothing.
    """

    @property
    def name(self) -> str:
        """The source's name in the settings, and in `/sources/<name>`."""
        ...

    def verify(self, headers: Mapping[str, str], raw: bytes) -> Delivery:
        """Check who sent `raw`. Header names match in any case. Raises BadSignature."""
        ...

    def parse(self, raw: bytes, *, received_at: datetime) -> list[Mention]:
        """Read the mentions in a verified body, each identity once, in the order they came.

        `received_at` is aware, and stands in for a missing `posted_at`. Raises BadInput, naming the place
        and the remedy.
        """
        ...


@runtime_checkable
class ReplyingSource(Protocol):
    """A connector through which customers can be answered."""

    async def reply(self, to: Mention, text: str, key: str) -> str:
        """Send `text` to whoever said `to`. Returns the address at which it can be read.

        `key` is the same when the same reply is sent again: the customer gets it once. Raises ReplyRefused where the
        source will never take it, ReplyBusy where it asks to wait and has done nothing, ReplyUnsure for all else.
        """
        ...
