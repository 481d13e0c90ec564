"""Rows of files on the command line: in batches, with a bar that follows them, and those that were refused."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from sources.tabular import Refused, Row

Some = TypeVar("Some")

SHOWN = 20
"""Refused rows that a summary lists."""


def batches(several: Iterable[Some], size: int) -> Iterator[list[Some]]:
    """All of them in order, `size` at a time; the last may be fewer."""
    batch: list[Some] = []
    for one in several:
        batch.append(one)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def bar(words: str) -> Iterator[Callable[[float], None]]:
    """A bar on stderr; what it gives takes the share that is done, 0 to 1."""
    columns = (TextColumn(words), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(file=sys.stderr)) as shown:
        task = shown.add_task(words, total=1.0)
        yield lambda done: shown.update(task, completed=done)
        shown.update(task, completed=1.0)


def watched(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, with a bar that follows them."""
    with bar("Reading") as show:
        for row in rows:
            show(row.done)
            yield row


def refused_lines(refused: Sequence[Refused]) -> list[str]:
    """How many were refused, and the first of them with line and reason."""
    lines = [f"{len(refused):,} refused"]
    lines += [f"  line {row.line}: {row.reason}" for row in refused[:SHOWN]]
    if len(refused) > SHOWN:
        lines.append(f"  and {len(refused) - SHOWN:,} more; --refused FILE lists all of them")
    return lines


def write_refused(path: Path, refused: Iterable[Refused]) -> None:
    """All that were refused, as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(("line", "reason"))
        out.writerows((row.line, row.reason) for row in refused)
