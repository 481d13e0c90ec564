"""The mentions of a file in the order of their time, and what its words weigh."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from bot.cli.rows import watched
from bot.domain.grouping import Fit
from sources.tabular import Read, Refused, read_mentions
from sources.tabular.in_order import InOrder

FIRST = 10
"""The part of a file, one in so many, that words are weighed by where there is no history."""


@dataclass(slots=True)
class Stream:
    """What a file holds: its mentions in the order of their time, how many rows repeated one, and those refused."""

    mentions: InOrder
    repeated: int = 0
    refused: list[Refused] = field(default_factory=list)


@contextmanager
def open_stream(path: Path, *, source: str, mapping: Mapping[str, str]) -> Iterator[Stream]:
    """Read a file. Mentions without a moment are refused. Raises BadInput where it cannot be read as a whole."""
    stream = Stream(InOrder())
    rows = read_mentions(path, source=source, mapping=mapping, now=datetime.now(UTC), needs=("posted_at",))
    try:
        for row in watched(rows):
            if isinstance(row, Refused):
                stream.refused.append(row)
            else:
                stream.repeated += not stream.mentions.add(row.mention)
        yield stream
    finally:
        stream.mentions.close()


def learn(history: Path | None, stream: Stream, *, mapping: Mapping[str, str]) -> tuple[Fit, str]:
    """How much each word weighs, and a sentence that says from what that was learnt. Raises BadInput."""
    if history is None:
        count = -(-len(stream.mentions) // FIRST)
        fit = Fit.from_texts(1, (one.text for one in islice(stream.mentions, count)))
        return (
            fit,
            f"How much a word weighs was learnt from the first tenth of the file, {count:,} mentions.{_few(fit)}",
        )
    rows = read_mentions(history, source="history", mapping=mapping, now=datetime.now(UTC))
    fit = Fit.from_texts(1, (row.mention.text for row in watched(rows) if isinstance(row, Read)))
    return fit, f"How much a word weighs was learnt from {history.name}, {fit.documents:,} mentions.{_few(fit)}"


def _few(fit: Fit) -> str:
    return " That is little: only near-repeats are grouped." if fit.young else ""
