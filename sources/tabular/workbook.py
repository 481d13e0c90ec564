"""Rows of the first sheet of an XLSX workbook."""

import zipfile
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from openpyxl import load_workbook

from bot.domain.errors import BadInput
from sources.tabular.header import read_header, row_of
from sources.tabular.rows import Raw, Refused

UNPACKED_LIMIT = 200_000_000
"""Bytes of a workbook once unpacked; a small file can unpack to any size."""
ROW_LIMIT = 1_048_576
"""Rows of a sheet, as Excel has it."""


def read_xlsx(path: Path) -> Iterator[Raw | Refused]:
    """Each row under the header, with dates as dates and formulas as the values saved with them.

    Raises BadInput for a file that is no workbook, is damaged, unpacks to more than UNPACKED_LIMIT, or has a
    header that cannot be used.
    """
    try:
        _check_size(path)
        yield from _rows(path)
    except (BadInput, OSError):
        raise
    except Exception as error:  # openpyxl has no error of its own: a damaged part surfaces as almost anything
        raise BadInput(f"{path.name} is damaged. Open it in a spreadsheet program and save it again.") from error


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        raise BadInput(f"{path.name} is not an XLSX workbook. Save it as .xlsx, or as CSV in UTF-8.") from None
    if unpacked > UNPACKED_LIMIT:
        raise BadInput(f"{path.name} unpacks to {unpacked:,} bytes; {UNPACKED_LIMIT:,} is the limit. Save it as CSV.")


def _rows(path: Path) -> Iterator[Raw | Refused]:
    with closing(load_workbook(path, read_only=True, data_only=True)) as book:
        sheet = book.worksheets[0]
        last = sheet.max_row
        sheet.reset_dimensions()  # a wrong size in the file would cut rows off, or widen each to 16,384 cells
        last = last or sum(1 for _ in islice(sheet.iter_rows(), ROW_LIMIT))
        rows = enumerate(sheet.iter_rows(values_only=True), start=1)
        _, header = next(rows, (1, ()))
        columns = read_header(header)
        for line, cells in rows:
            if line > ROW_LIMIT:
                raise BadInput(f"{path.name} has more than {ROW_LIMIT:,} rows; save it as CSV.")
            if any(cell is not None for cell in cells):
                yield row_of(columns, cells, line=line, done=min(1.0, line / last))
