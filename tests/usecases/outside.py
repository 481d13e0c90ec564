"""A source that can be replied through, in memory: it knows a repeat by its key, and goes wrong when told to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.bootstrap import Muster
from bot.domain.mention import Mention
from bot.ports import ReplyUnsure


class Crash(BaseException):
    """The process ends here, whatever anybody catches."""


@dataclass
class Outside:
    """Fulfils `bot.ports.Replies`. Each of `trouble` meets one call: before it arrives, or after it did (`lost`)."""

    trouble: list[BaseException] = field(default_factory=list)
    lost: bool = False
    heard: dict[str, tuple[Mention, str]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    async def reply(self, to: Mention, text: str, key: str) -> str:
        """Take a reply."""
        self.calls.append(key)
        if self.trouble and not self.lost:
            raise self.trouble.pop(0)
        self.heard.setdefault(key, (to, text))
        if self.trouble:
            raise self.trouble.pop(0)
        return f"https://forum.example/{key.replace(':', '-')}"

    @property
    def texts(self) -> list[str]:
        """What customers read."""
        return [text for _, text in self.heard.values()]


def answering_through(outside: Outside, muster: Muster) -> Muster:
    """Muster whose source can be replied through."""
    return replace(muster, replies=outside, company=replace(muster.company, replying=frozenset({"web"})))


UNSURE = ReplyUnsure("The source did not answer.")
