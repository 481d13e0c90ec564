"""Making spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol

from bot.domain.exporting import Heading, Row, Sheet
from bot.domain.retrospective import Retrospective


class Book(Protocol):
    """A workbook while it is written; its sheets may be filled in turns."""

    async def add(self, sheet: Sheet, rows: Sequence[Row]) -> int:
        """Write rows to a sheet; returns how many it has by now."""

    async def finish(self) -> Path:
        """Write what is still missing; returns the file, which stays until the book is left."""


class Workbooks(Protocol):
    """Makes xlsx files off the event loop."""

    async def retrospective(self, retrospective: Retrospective) -> bytes:
        """A community's cases, contributions and timeline, a sheet each."""

    def begin(self, heading: Heading) -> AbstractAsyncContextManager[Book]:
        """A workbook of seven sheets, to be written row by row."""
