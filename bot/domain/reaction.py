"""A sign that somebody puts on a message in Slack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import MemberId

THANKS = frozenset({"+1", "white_check_mark", "heavy_check_mark", "raised_hands", "clap", "pray", "heart", "tada"})
"""The signs that say “this helped”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """Somebody put a sign on a message (`standing`) or took it away. `name` is Slack's, with its skin tone: one
    person may put the same sign in several tones. `at` orders what was put and taken away."""

    channel: str
    ts: str
    by: MemberId
    name: str
    at: datetime
    standing: bool

    @property
    def means_thanks(self) -> bool:
        """Whether the sign says that the message helped, in any skin tone."""
        return self.name.partition("::")[0] in THANKS

    @property
    def identity(self) -> str:
        """The message, as the contribution of a thread reply is known."""
        return f"{self.channel}/{self.ts}"
