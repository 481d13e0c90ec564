"""The workbook of a replay: a sheet for each of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook

from reports.cells import Value, write_table

NARROWEST, WIDEST = 10, 60
"""Characters of a column."""

LOOKED_AT = 200
"""Rows by which the width of a column is chosen."""


def simulation_workbook(sheets: Iterable[tuple[str, Sequence[Mapping[str, Value]]]]) -> bytes:
    """Each sheet has a name and rows, which map a column's title to its value; the columns are those of the first
    row."""
    book = Workbook(write_only=True)
    for name, rows in sheets:
        titles = list(rows[0])
        columns = [(title, _width(title, rows)) for title in titles]
        write_table(book.create_sheet(name), columns, ([row.get(title) for title in titles] for row in rows))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _width(title: str, rows: Sequence[Mapping[str, Value]]) -> int:
    longest = max(len(str(row.get(title, ""))) for row in rows[:LOOKED_AT])
    return min(max(longest, len(title), NARROWEST) + 2, WIDEST)
