"""The lines of a text file, one at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from bot.domain.errors import BadInput

LINE_LIMIT = 1_000_000
"""Characters of one line: what is longer is no file of rows, and would have to be held in memory."""


class Lines(Iterator[str]):
    """Each line with its ending; `number` is that of the last one, `done` the share of the bytes read.

    Raises BadInput where the file is not UTF-8 or a line has LINE_LIMIT characters.
    """

    def __init__(self, file: TextIO) -> None:
        self.number = 0
        self._file = file
        self._size = os.fstat(file.fileno()).st_size

    def __next__(self) -> str:
        try:
            line = self._file.readline(LINE_LIMIT)
        except UnicodeDecodeError:
            name = Path(self._file.name).name
            raise BadInput(
                f"{name} is not UTF-8, at line {self.number + 1:,} or soon after. "
                "In Excel, save it as “CSV UTF-8”; "
                f"elsewhere, convert it: iconv -f WINDOWS-1252 -t UTF-8 {name}"
            ) from None
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) >= LINE_LIMIT:
            raise BadInput(f"Line {self.number} has more than {LINE_LIMIT:,} characters; put each row on its own.")
        return line

    @property
    def done(self) -> float:
        """The share of the file's bytes that have been read, 0 to 1."""
        return min(1.0, self._file.buffer.tell() / self._size) if self._size else 1.0


@contextmanager
def open_lines(path: Path) -> Iterator[Lines]:
    """The lines of `path`, with or without a byte order mark."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield Lines(file)
