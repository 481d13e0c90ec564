"""Quiet customers: whether a safety sentence that nobody has seen ranks above every complaint that a million have.

Reach is made up, since real mentions hardly have any: none for our own sentences about danger, a million for every
mention of the file. The same rules and the same score decide that decide in Slack.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.quality.tables import Table, Value
from bot.domain.errors import BadInput
from bot.domain.intent import Intent, read_intents
from bot.domain.priority import Signs, urgency
from bot.domain.vulnerable import vulnerable_words

MADE_UP_REACH = 1_000_000
_OURS = Path(__file__).parent / "alarms.csv"
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def measure(options: argparse.Namespace) -> Sequence[Table]:
    """Rank our own sentences among the mentions of a file. Raises BadInput."""
    quiet = [_signs(text, reach=0) for text in _texts(_OURS, expects=Intent.SAFETY)]
    loud = [_signs(text, reach=MADE_UP_REACH) for text in _texts(options.file)]
    complaints = [one for one in loud if not one.vulnerable and not one.intents & {Intent.SAFETY, Intent.LEGAL}]
    highest = max((urgency(one, _NOW).score for one in complaints), default=0)
    scores = [urgency(one, _NOW).score for one in quiet]
    below = sum(score <= highest for score in scores)
    figures: dict[str, int] = {
        "safety sentences of our own, no reach": len(quiet),
        "complaints of the file, reach of a million": len(complaints),
        "lowest score of a safety sentence that the rules know": min(filter(highest.__lt__, scores), default=0),
        "highest score of a complaint": highest,
        "safety sentences ranked too low": below,
    }
    alarmed = len(loud) - len(complaints)
    notes = (
        f"{alarmed:,} mentions of the file speak of danger, the law, or somebody who needs care first; they are no "
        "plain complaints.",
        "A sentence that the rules miss is a complaint like any other, and is counted as ranked too low.",
    )
    rows: list[dict[str, Value]] = [{"what": what, "figure": figure} for what, figure in figures.items()]
    return (Table(title=f"Quiet customers among {options.file.name}", rows=rows, notes=notes),)


def _signs(text: str, *, reach: int) -> Signs:
    intents = frozenset(read_intents(text).names) | {Intent.COMPLAINT}
    return Signs(intents=intents, vulnerable=bool(vulnerable_words(text)), reach=reach)


def _texts(file: Path, *, expects: str | None = None) -> list[str]:
    """The column `text`; only rows whose column `category` names what is expected, where something is."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} cannot be read: {error}. Give a CSV file in UTF-8.") from error
    if not rows or "text" not in rows[0]:
        raise BadInput(f"{file} has no column “text”. Name the column with the words of the customers so.")
    return [row["text"] for row in rows if expects is None or expects in (row.get("category") or "").split()]
