"""What differs between two replays of the same mentions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.deciding import Explanation
from bot.domain.matter import matter_of
from bot.domain.mention import Mention
from bot.domain.simulation.replaying import Place, Replay

KEPT = 10_000
"""How many cases that go elsewhere are listed; all of them are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A mention that opens a case in one of the replays, and goes to another community in the other one."""

    at: datetime
    matter: str
    today: Place
    proposed: Place
    read_today: Explanation
    read_proposed: Explanation


@dataclass(slots=True)
class Compared:
    """Two replays side by side. `moved` counts, by where they go today and as proposed, what goes elsewhere;
    `elsewhere` lists the first of those."""

    today: Replay
    proposed: Replay
    moved: Counter[tuple[str, str]] = field(default_factory=Counter)
    elsewhere: list[Elsewhere] = field(default_factory=list)

    def hear(self, mention: Mention, read_today: Explanation, read_proposed: Explanation) -> None:
        """Let a mention find its case in both."""
        today, proposed = self.today.hear(mention, read_today), self.proposed.hear(mention, read_proposed)
        if today.community == proposed.community or not (today.opened or proposed.opened):
            return
        self.moved[today.community, proposed.community] += 1
        if len(self.elsewhere) < KEPT:
            self.elsewhere.append(
                Elsewhere(
                    at=mention.posted_at,
                    matter=matter_of(mention.text),
                    today=today,
                    proposed=proposed,
                    read_today=read_today,
                    read_proposed=read_proposed,
                )
            )
