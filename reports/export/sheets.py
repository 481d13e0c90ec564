"""One sheet that is written row by row: nothing of it stays in memory but its sums."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties

from reports.cells import DATE_FORMAT, safe_text
from reports.export.columns import Column, Kind

HEADER = 2
"""The row of the header; above it stands what the sheet is."""

MOST_ROWS = 1_048_576 - HEADER - 2
"""Rows that a sheet takes in a spreadsheet, but for the sums below them."""

A3, A4 = 8, 9
"""Paper, by its number in spreadsheets."""

WIDE = 200
"""Characters of all columns from which on a sheet is printed on the larger paper."""

MICRO = 1_000_000

_FORMATS = {
    Kind.NUMBER: "#,##0",
    Kind.POINTS: "#,##0.000000",
    Kind.FACTOR: "0.000000",
    Kind.SHARE: "0%",
    Kind.MOMENT: DATE_FORMAT,
    Kind.DAY: "yyyy-mm-dd",
    Kind.SPAN: "[h]:mm",
}
_ACROSS = {
    **dict.fromkeys((Kind.TEXT, Kind.LONG), "left"),
    **dict.fromkeys((Kind.ID, Kind.YES_NO, Kind.MOMENT, Kind.DAY), "center"),
}
"""Where in their column things stand; numbers stand on the right."""

LINE_HEIGHT, MOST_LINES = 15.0, 3
"""Points of height of a line of text, and lines that are seen of a long one; the cell holds all of it."""

_TITLE = Font(name="Calibri", size=12, bold=True, color="1F3864")
_BOLD = Font(name="Calibri", size=11, bold=True)
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_LINE = Side(style="thin", color="8EA9C8")


class SheetWriter:
    """Writes one sheet: a line that says what it is, a header in sight that filters, rows, and sums.

    Each column has a single cell, which takes one value after the other: a cell of its own for each would take three
    times as long.
    """

    def __init__(self, sheet: WriteOnlyWorksheet, columns: Sequence[Column], *, title: str, zone: ZoneInfo) -> None:
        self.count = 0
        self._sheet, self._columns, self._zone = sheet, columns, zone
        self._sums = [0] * len(columns)
        self._long = [place for place, column in enumerate(columns) if column.kind is Kind.LONG]
        self._last = get_column_letter(len(columns))
        self._set_up_page()
        sheet.append([self._label(title, font=_TITLE)])
        sheet.append([self._head(column) for column in columns])
        self._cells = [_cell(sheet, column.kind) for column in columns]

    @property
    def next_row(self) -> int:
        """The number of the row that is written next."""
        return HEADER + 1 + self.count

    def append(self, row: Sequence[Any]) -> None:
        """Write a row. What is beyond the last row that a spreadsheet takes is only counted and summed up."""
        for place, column in enumerate(self._columns):
            if column.summed:
                self._sums[place] += row[place]
        if self.count < MOST_ROWS:
            self._write(row)
        self.count += 1

    def _write(self, row: Sequence[Any]) -> None:
        heights, number = self._sheet.row_dimensions, self.next_row
        heights[number].height = LINE_HEIGHT * max((self._lines(place, row) for place in self._long), default=1)
        self._sheet.append(
            [
                None if value is None else self._filled(cell, column.kind, value)
                for cell, column, value in zip(self._cells, self._columns, row, strict=True)
            ]
        )
        del heights[number]  # it is written, and would stay in memory

    def _lines(self, place: int, row: Sequence[Any]) -> int:
        """How many lines a long text is high; not every program finds that out by itself."""
        length, broken = len(row[place] or ""), (row[place] or "").count("\n")
        return min(1 + broken + int(length / self._columns[place].width), MOST_LINES)

    def finish(self, empty: str) -> None:
        """Write the sums, or what is said where there is nothing, and let the header filter."""
        written = min(self.count, MOST_ROWS)
        if not self.count:
            self._sheet.append([self._label(empty)])
        elif any(column.summed for column in self._columns):
            self._sheet.append(self._totals())
        if self.count > written:
            self._sheet.append(
                [self._label(f"{self.count - written:,} more rows do not fit. Export a shorter period.")]
            )
        self._sheet.auto_filter.ref = f"A{HEADER}:{self._last}{HEADER + written}"

    def _totals(self) -> list[WriteOnlyCell | None]:
        cells: list[WriteOnlyCell | None] = [self._label("Total", font=_BOLD)]
        for place, column in enumerate(self._columns[1:], start=1):
            if not column.summed:
                cells.append(None)
                continue
            cell = self._filled(_cell(self._sheet, column.kind), column.kind, self._sums[place])
            cell.font, cell.border = _BOLD, Border(top=_LINE)
            cells.append(cell)
        return cells

    def _filled(self, cell: WriteOnlyCell, kind: Kind, value: Any) -> WriteOnlyCell:
        match kind:
            case Kind.TEXT | Kind.LONG:
                cell.value = safe_text(value)
                cell.data_type = "s"
            case Kind.YES_NO:
                cell.value = "yes" if value else "no"
            case Kind.MOMENT | Kind.DAY:
                cell.value = cast(datetime, value).astimezone(self._zone).replace(tzinfo=None, microsecond=0)
            case Kind.SPAN:
                cell.value = value / timedelta(days=1)
            case Kind.POINTS:
                cell.value = value / MICRO
            case _:
                cell.value = value
        return cell

    def _label(self, text: str, font: Font | None = None) -> WriteOnlyCell:
        cell = WriteOnlyCell(self._sheet, safe_text(text))
        cell.data_type = "s"
        if font:
            cell.font = font
        return cell

    def _head(self, column: Column) -> WriteOnlyCell:
        cell = self._label(column.title, font=_BOLD)
        cell.fill, cell.border = _HEAD, Border(bottom=_LINE)
        cell.alignment = Alignment(vertical="center", horizontal=_across(column.kind), wrap_text=True)
        return cell

    def _set_up_page(self) -> None:
        sheet = self._sheet
        for place, column in enumerate(self._columns, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = column.width
        sheet.freeze_panes = f"B{HEADER + 1}"
        sheet.row_dimensions[1].height, sheet.row_dimensions[HEADER].height = 22, 32
        sheet.print_title_rows = f"1:{HEADER}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = A3 if sum(column.width for column in self._columns) > WIDE else A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.5, 0.75, 0.35
        sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"


def _across(kind: Kind) -> str:
    return _ACROSS.get(kind, "right")


def _cell(sheet: WriteOnlyWorksheet, kind: Kind) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    cell.alignment = Alignment(vertical="top", horizontal=_across(kind), wrap_text=kind is Kind.LONG)
    if kind in _FORMATS:
        cell.number_format = _FORMATS[kind]
    return cell
