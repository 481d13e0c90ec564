"""Labelled streams of texts, and texts of ordinary days."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.cli.quality.labelled import read_rows
from bot.domain.errors import BadInput


@dataclass(frozen=True, slots=True)
class Told:
    """A text and the matter that it is truly about."""

    text: str
    matter: str


def read_stream(path: Path) -> list[Told]:
    """The texts of a JSONL file with id, matter and text, in order of arrival. Raises BadInput with the line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not UTF-8. Save it as UTF-8.") from None
    told = list(_told(path, lines))
    if not told:
        raise BadInput(f"{path} has no lines. Each line is an object with id, matter and text.")
    return told


def read_texts(paths: Iterable[Path]) -> list[str]:
    """The column `text` of CSV files, one file after the other. Raises BadInput."""
    texts: list[str] = []
    for path in paths:
        rows = read_rows(path)
        if not rows or "text" not in rows[0]:
            raise BadInput(f"{path} must be a CSV file with a column text.")
        texts += [row["text"] for row in rows if row["text"]]
    return texts


def _told(path: Path, lines: Iterable[str]) -> Iterator[Told]:
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise BadInput(f"Line {number} of {path} is not JSON. Each line is an object.") from None
        if not isinstance(row, Mapping):
            raise BadInput(f"Line {number} of {path} is not an object with id, matter and text.")
        name = _field(row, "id", number, path)
        if name in seen:
            raise BadInput(f"Line {number} of {path} has the id of line {seen[name]}. Each text stands once.")
        seen[name] = number
        yield Told(_field(row, "text", number, path), _field(row, "matter", number, path))


def _field(row: Mapping[str, object], name: str, number: int, path: Path) -> str:
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int) or (name != "text" and not str(value).strip()):
        raise BadInput(f"Line {number} of {path} has no {name}: it must be a text or a whole number.")
    return str(value)
