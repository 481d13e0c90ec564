"""`quality all`: each act on those files of a folder that it knows, and on our own lists."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot.cli.quality import grouping, intent, quiet, routing, safety, storm
from bot.cli.quality.labelled import read_labelled
from bot.cli.quality.tables import Table
from bot.domain.errors import BadInput

NEWS, AIRLINE, BANKING = "news-stream.jsonl", "airline-mentions.csv", "banking77-train.csv"

FIFTH = 5
"""Every fifth line of the questions to a bank is kept for the test."""

Measure = Callable[[], Sequence[Table]]


def measure(options: argparse.Namespace) -> Sequence[Table]:
    """The tables of all that can be measured there; what is left out is said on stderr. Raises BadInput."""
    folder: Path = options.folder
    if not folder.is_dir():
        raise BadInput(f"{folder} is no folder. Give the one that holds {NEWS}, {AIRLINE} and {BANKING}.")
    tables: list[Table] = []
    for name, needs, run in _acts(folder):
        missing = [file for file in needs if not (folder / file).is_file()]
        if missing:
            print(f"{name} is left out: {folder} has no {' and no '.join(missing)}.", file=sys.stderr)
        else:
            print(f"Measuring {name} …", file=sys.stderr)
            tables += run()
    return tables


def _acts(folder: Path) -> Iterator[tuple[str, tuple[str, ...], Measure]]:
    """The name of each act, the files that it needs, and how it is done."""
    airline = folder / AIRLINE
    yield "grouping", (NEWS,), lambda: grouping.measure(argparse.Namespace(file=folder / NEWS))
    files = [airline, folder / BANKING]
    yield "the storm", (AIRLINE, BANKING), lambda: storm.measure(argparse.Namespace(files=files))
    yield "intent", (BANKING,), lambda: _intent(folder / BANKING)
    yield "routing", (AIRLINE,), lambda: routing.measure(argparse.Namespace(file=airline))
    yield (
        "safety and legal",
        (),
        lambda: safety.measure(argparse.Namespace(data=airline if airline.is_file() else None)),
    )
    yield "quiet customers", (AIRLINE,), lambda: quiet.measure(argparse.Namespace(file=airline))


def _intent(file: Path) -> Sequence[Table]:
    rows = read_labelled(file)
    train = [row for at, row in enumerate(rows, start=1) if at % FIFTH]
    test = [row for at, row in enumerate(rows, start=1) if at % FIFTH == 0]
    return [intent.compared(train, test, f"{file.name}, every fifth line")]
