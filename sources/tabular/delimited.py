"""Rows of CSV, separated by commas, semicolons or tabs."""

import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from bot.domain.errors import BadInput
from sources.tabular.header import read_header, row_of
from sources.tabular.lines import open_lines
from sources.tabular.rows import Raw, Refused


def read_csv(path: Path) -> Iterator[Raw | Refused]:
    """Each row under the header; a row whose quoting is broken is refused, and reading goes on after it.

    Raises BadInput for a file that is empty, not UTF-8, or has a header that cannot be used.
    """
    with open_lines(path) as lines:
        first = next(lines, "")
        # csv.Sniffer also weighs the texts, which are full of commas, and gives up on a single column.
        delimiter = max(",;\t", key=first.count)
        reader = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
        try:
            columns = read_header(next(reader, []))
        except csv.Error as error:
            raise BadInput(f"The header of {path.name} cannot be read: {error}.") from None
        while True:
            start = lines.number + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Refused(line=start, reason=_broken(error, start, lines.number), done=lines.done)
                continue
            if any(cells):
                yield row_of(columns, cells, line=start, done=lines.done)


def _broken(error: csv.Error, start: int, end: int) -> str:
    where = f"lines {start:,} to {end:,}" if end > start else f"line {start:,}"
    return f"The quoting is broken in {where} ({error}); write a quotation mark inside a text twice."
