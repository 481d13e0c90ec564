"""An import of a CSV file, against plain `executemany` of the very same rows."""

from __future__ import annotations

import contextlib
import csv
import io
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, func, insert, select

from benchmarks.measure import Comparison, compare, report, timed
from benchmarks.samples import words_of
from benchmarks.stage import ROOT, database, server
from bot.cli.import_file import BATCH, import_file
from bot.muster_file import read_muster_file
from bot.settings import Environment
from storage.engine import sqlalchemy_url
from storage.tables import authors, mentions

TITLE = "Import: rows of a CSV file a second"
ROWS, AUTHORS = 20_000, 5_000
LIMIT = f"executemany, {BATCH:,} rows a commit"
MAPPING = "id=id,text=text,author=author,posted_at=posted_at,url=url,reach=reach"
BEGAN = datetime(2025, 1, 1, tzinfo=UTC)

Line = dict[str, Any]


def run(rounds: int) -> list[Comparison]:
    """Import the file twice into one fresh database, and write its rows plainly into another, in turns."""
    lines = [_line(number) for number in range(ROWS)]
    first, again, plain = [], [], []
    with server() as url, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mentions.csv"
        _write(path, lines)
        for _ in range(rounds):
            plain.append(ROWS / timed(partial(_plainly, database(url, "plain"), lines)))
            data = database(url, "imported")
            first.append(ROWS / _import(data, path))
            again.append(ROWS / _import(data, path))
    return [
        compare(f"{ROWS:,} new rows", "rows/s", first, plain, held_against=LIMIT),
        compare(f"{ROWS:,} known rows", "rows/s", again, plain, held_against=LIMIT),
    ]


def _line(number: int) -> Line:
    return {
        "id": f"row-{number}",
        "text": words_of(number),
        "author": f"customer-{number * 7 % AUTHORS}",
        "posted_at": BEGAN + timedelta(minutes=number),
        "url": f"https://forum.example/{number}",
        "reach": number % 1_000,
    }


def _write(path: Path, lines: Sequence[Line]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, lines[0])
        out.writeheader()
        out.writerows({**line, "posted_at": line["posted_at"].isoformat()} for line in lines)


def _import(database_url: str, path: Path) -> float:
    """The seconds of `python -m bot import` without the start of the process."""
    environment = Environment(database_url=database_url)
    file = read_muster_file(ROOT / "muster.toml")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        seconds = timed(
            lambda: import_file(environment, file, path, source="file", mapping=MAPPING, cases="none", refused=None)
        )
    _check(database_url)
    return seconds


def _check(database_url: str) -> None:
    engine = create_engine(sqlalchemy_url(database_url))
    with engine.connect() as connection:
        stored = connection.scalar(select(func.count()).select_from(mentions))
    engine.dispose()
    if stored != ROWS:
        raise RuntimeError(f"{ROWS:,} rows were imported, but {stored:,} are stored")


def _plainly(database_url: str, lines: Sequence[Line]) -> None:
    engine, known = create_engine(sqlalchemy_url(database_url)), dict[str, int]()
    for batch in _batches(lines):
        with engine.begin() as connection:
            handles = dict.fromkeys(line["author"] for line in batch if line["author"] not in known)
            known |= {handle: number for number, handle in enumerate(handles, start=len(known) + 1)}
            if handles:
                rows = [{"id": known[handle], "source": "file", "handle": handle} for handle in handles]
                connection.execute(insert(authors), rows)
            connection.execute(insert(mentions), [_row(line, known) for line in batch])
    engine.dispose()


def _row(line: Line, known: dict[str, int]) -> dict[str, Any]:
    return {
        "source": "file",
        "external_id": line["id"],
        "author_id": known[line["author"]],
        "text": line["text"],
        "url": line["url"],
        "posted_at": line["posted_at"],
        "reach": line["reach"],
        "thread": None,
        "arrived_at": BEGAN,
    }


def _batches(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    for start in range(0, len(lines), BATCH):
        yield lines[start : start + BATCH]


if __name__ == "__main__":
    report("import_rows", TITLE, run, rounds=3)
