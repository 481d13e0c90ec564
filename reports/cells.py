"""Cells that are safe to open: text from outside stays text, whatever it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value = str | int | float | datetime | None

TEXT_LIMIT = 32_767
"""Characters that a cell holds."""

DATE_FORMAT = "yyyy-mm-dd hh:mm"

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, and what XML does not hold."""

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Where a spreadsheet would read a character by its number."""


def safe_text(text: str) -> str:
    """A text that a cell holds as it is: lines end in one way, nothing in it is unseen, and it is not too long."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPE.sub("_ ", _UNSTORABLE.sub("", lines))[:TEXT_LIMIT]


def safe_cell(sheet: WriteOnlyWorksheet, value: Value) -> WriteOnlyCell:
    """A cell. Text is text even where it begins like a formula, a number or an error; dates are dates.

    A `datetime` must be without a time zone: a cell knows none.
    """
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, safe_text(value))
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell
    cell = WriteOnlyCell(sheet, value)
    cell.alignment = Alignment(vertical="top")
    if isinstance(value, datetime):
        cell.number_format = DATE_FORMAT
    return cell


def write_table(
    sheet: WriteOnlyWorksheet, columns: Iterable[tuple[str, int]], rows: Iterable[Iterable[Value]]
) -> None:
    """Write a table under a header that stays in sight and filters. `columns` are titles, each with its width in
    characters."""
    named = list(columns)
    last = get_column_letter(len(named))
    for place, (_, width) in enumerate(named, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    header = [safe_cell(sheet, title) for title, _ in named]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    written = 1
    for row in rows:
        sheet.append([safe_cell(sheet, value) for value in row])
        written += 1
    sheet.auto_filter.ref = f"A1:{last}{written}"
