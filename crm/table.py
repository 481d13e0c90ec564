"""Customers in a CSV file."""

from __future__ import annotations

import asyncio
import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.provenance import CrmRecord
from bot.ports.crm import CrmFailed

if TYPE_CHECKING:
    from _csv import Reader

MOST_BYTES = 50_000_000
"""Read in about a second; Slack takes the answer to a command for three."""


class Table:
    """Fulfils `bot.ports.Crm`. The file is read whenever it is asked, so that a new export holds at once."""

    def __init__(self, file: Path, *, id_field: str, mail_field: str, fields: Sequence[str]) -> None:
        self._file, self._id, self._mail, self._fields = file, id_field, mail_field, fields

    async def by_mail(self, mail: str) -> list[CrmRecord]:
        """The records with this mail address, whatever its capitals; usually one, none where it is not known.

        Raises CrmFailed, naming the line.
        """
        return await asyncio.to_thread(self._find, mail.strip().casefold())

    async def close(self) -> None:
        """Nothing is open between two questions."""

    def _find(self, mail: str) -> list[CrmRecord]:
        try:
            if self._file.stat().st_size > MOST_BYTES:
                raise CrmFailed(f"{self._file} is larger than {MOST_BYTES // 1_000_000} MB. Export fewer columns.")
            with self._file.open(encoding="utf-8-sig", newline="") as lines:
                return list(self._matching(csv.reader(lines, strict=True), mail))
        except OSError as error:
            raise CrmFailed(f"{self._file} cannot be read: {error.strerror}. [crm] file names it.") from None
        except UnicodeDecodeError:
            raise CrmFailed(f"{self._file} is not UTF-8. Export it as “CSV UTF-8”.") from None

    def _matching(self, reader: Reader, mail: str) -> Iterator[CrmRecord]:
        rows = self._rows(reader)
        head = next(rows, [])
        missing = [name for name in (self._id, self._mail, *self._fields) if name not in head]
        if missing:
            raise self._wrong(1, f"there is no column “{missing[0]}”. Mend the name in [crm], or the first line.")
        places = {name: head.index(name) for name in (self._id, self._mail, *self._fields)}
        for row in rows:
            if not row:
                continue
            if len(row) != len(head):
                raise self._wrong(
                    reader.line_num,
                    f"it has {len(row)} cells, the first line has {len(head)}. Quote those with commas.",
                )
            if row[places[self._mail]].strip().casefold() == mail:
                told = {name: row[places[name]].strip() for name in self._fields}
                number = row[places[self._id]].strip()
                if not number:
                    raise self._wrong(reader.line_num, f"its “{self._id}” is empty. Every customer needs one.")
                yield CrmRecord(id=number, fields={name: text for name, text in told.items() if text})

    def _rows(self, reader: Reader) -> Iterator[list[str]]:
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise self._wrong(reader.line_num, f"it is not CSV ({error}). Export it anew.") from None
            if any("\x00" in cell for cell in row):
                raise self._wrong(reader.line_num, "it holds a NUL. Export it anew as “CSV UTF-8”.")
            yield row

    def _wrong(self, line: int, what: str) -> CrmFailed:
        return CrmFailed(f"{self._file}, line {line}: {what}")
