"""What Slack's client says to one person when an app fails them."""

import time
from dataclasses import dataclass, field

from sandbox.errors import Json


@dataclass(slots=True)
class Toasts:
    """The short error messages each person has seen, oldest first."""

    shown: dict[str, list[Json]] = field(default_factory=dict)

    def show(self, user: str, text: str) -> None:
        """Say something to one person."""
        mine = self.shown.setdefault(user, [])
        mine.append({"number": len(mine) + 1, "at": time.time(), "text": text})

    def of(self, user: str) -> list[Json]:
        """What this person was told."""
        return self.shown.get(user, [])
