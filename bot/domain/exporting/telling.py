"""What whoever asked for a workbook is told while it is written."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.telling import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookNews(Telling):
    """How far a workbook is: which sheet is written, and how many rows it has by now; no `sheet` before the first
    and after the last. A `done` one stands below."""

    where: str
    period: str
    sheet: str | None = None
    rows: int = 0
    done: bool = False
