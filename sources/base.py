"""What a source must provide: one that pushes, one that is asked, and one that can be replied through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

from pydantic import BaseModel, ConfigDict

from bot.domain.mention import Arrived, Mention
from bot.ports import Polled, PollSource, Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One raw arrival whose signature holds.

    `id` is the sender's and stays the same when the sender tries again; `sent_at` is aware. `kind` is what the sender
    says beside the body that it is, such as the name of an event.
    """

    id: str
    sent_at: datetime
    kind: str = ""


@runtime_checkable
class PushSource(Protocol):
    """A connector that is handed raw bytes; for what comes in it opens no socket and no database.

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

    def parse(self, raw: bytes, *, received_at: datetime, kind: str = "") -> Arrived:
        """Read what a verified body says, each mention once, in the order they came; nothing where it says nothing
        that concerns us.

        `received_at` is aware, and stands in for a missing `posted_at`; `kind` is that of the delivery. Raises
        BadInput, naming the place and the remedy.
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


Source = PushSource | PollSource


class SourceSettings(BaseModel):
    """What every `[sources.<name>]` of muster.toml may hold; each connector adds its own. `verified_mail` says that
    its handles are mail addresses of which somebody has made sure that they are their authors' own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    verified_mail: bool = False


class Connector(Protocol):
    """A kind of source: what stands in an explicit list (`sources.registry`), or what another package offers under
    the entry point `muster.sources`."""

    @property
    def kind(self) -> str:
        """What `[sources.<name>] kind = …` says."""
        ...

    @property
    def settings(self) -> type[SourceSettings]:
        """What may stand in its section."""
        ...

    @property
    def secrets(self) -> Mapping[str, bool]:
        """The keys of its secrets, such as SECRET or TOKEN, and whether it cannot be without. The environment holds
        each as MUSTER_SOURCE_<NAME>_<KEY>."""
        ...

    def make(self, name: str, settings: Any, secrets: Mapping[str, str]) -> Source:
        """A source with these settings and those of its secrets that there are. One that can be replied through is a
        ReplyingSource too; one that cannot with these settings has no `reply`. Raises BadInput, naming the setting or
        the secret, never its value."""
        ...


__all__ = [
    "Connector",
    "Delivery",
    "PollSource",
    "Polled",
    "PushSource",
    "ReplyingSource",
    "Source",
    "SourceSettings",
    "Unreadable",
]
