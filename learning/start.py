"""The start set: made-up sentences with their intents, for a company that has taught Muster nothing yet.

The files hold no real posts. Intents are parted by `;`, and a sentence without any wants nothing of us.
`start_alarms.csv` is about danger and the law, and about much that only sounds like it.
"""

from __future__ import annotations

import csv
from pathlib import Path

from bot.domain.intent import Intent
from bot.domain.learning import Lesson

WEIGHT = 0.3
"""What a made-up sentence counts beside a case of the company."""


_FILES = ("start_set.csv", "start_alarms.csv")


def start_lessons() -> list[Lesson]:
    """The sentences of the start set, lighter than what people settle."""
    return [
        Lesson(
            text=row["text"],
            labels=tuple(Intent(name).value for name in row["intents"].split(";") if name),
            weight=WEIGHT,
        )
        for name in _FILES
        for row in _rows(Path(__file__).parent / name)
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
