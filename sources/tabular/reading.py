"""A file of mentions, read row by row in constant memory."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

from bot.domain.errors import BadInput
from sources.tabular.delimited import read_csv
from sources.tabular.jsonl import read_jsonl
from sources.tabular.mapping import check_columns, row_to_mention
from sources.tabular.rows import Raw, Read, Refused, Row
from sources.tabular.workbook import read_xlsx

_READERS: dict[str, Callable[[Path], Iterator[Raw | Refused]]] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_xlsx,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}
_OPENING = 1_000
"""Rows read ahead to learn the columns: in JSONL any row may leave some out."""


def read_rows(path: Path) -> Iterator[Raw | Refused]:
    """The rows of a CSV, XLSX or JSONL file, told by its ending; blank rows are skipped.

    Raises BadInput where the file cannot be opened, is of another kind, or cannot be read on.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise BadInput(f"{path.name} is not a kind of file that can be read. Use one of: {', '.join(_READERS)}.")
    try:
        yield from reader(path)
    except OSError as error:
        raise BadInput(f"{path} cannot be opened: {error.strerror}.") from error


def read_mentions(
    path: Path, *, source: str, mapping: Mapping[str, str], now: datetime, needs: Collection[str] = ()
) -> Iterator[Row]:
    """Each row of the file as a mention of `source`, or refused with the reason.

    `mapping` gives the column of each field, also of those that each row `needs` to hold; `now` is aware, and stands
    in for a missing `posted_at`.
    Raises BadInput where the file as a whole cannot be read, or lacks a column of the mapping.
    """
    rows = read_rows(path)
    opening = list(islice(rows, _OPENING))
    columns = dict.fromkeys(column for row in opening if isinstance(row, Raw) for column in row.cells)
    if columns:
        check_columns(mapping, columns)
    for row in chain(opening, rows):
        yield row if isinstance(row, Refused) else _read(row, source, mapping, now, needs)


def _read(row: Raw, source: str, mapping: Mapping[str, str], now: datetime, needs: Collection[str]) -> Row:
    try:
        for field in needs:
            value = row.cells.get(mapping[field])
            if value is None or not str(value).strip():
                raise BadInput(f"{field} is missing; each row must hold it here.", field=field)
        mention = row_to_mention(source, mapping, row.cells, now)
    except BadInput as error:
        return Refused(line=row.line, reason=str(error), done=row.done)
    return Read(line=row.line, mention=mention, done=row.done)
