"""Labelled texts from a CSV file."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.errors import BadInput


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with what a person said it is; empty where they said nothing."""

    text: str
    label: str


def read_labelled(path: Path, columns: Sequence[str] = ("category",)) -> list[Labelled]:
    """The texts of a CSV file with their labels: those of the first of `columns` that it has. Raises BadInput."""
    rows = read_rows(path)
    named = rows[0].keys() if rows else ()
    column = next((name for name in columns if name in named), None)
    if "text" not in named or column is None:
        raise BadInput(f"{path} must be a CSV file with a line of names: text and {' or '.join(columns)}.")
    return [Labelled(row["text"] or "", (row[column] or "").strip()) for row in rows]


def read_rows(path: Path) -> list[dict[str, str]]:
    """The lines of a CSV file under their names. Raises BadInput."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not UTF-8. Save the CSV as UTF-8.") from None
    except csv.Error as error:
        raise BadInput(f"{path} is no CSV file: {error}.") from None
