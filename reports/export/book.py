"""The workbook while it is written: seven sheets that may be filled in turns, and a file at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook
from openpyxl.chart._chart import ChartBase

from bot.domain.exporting import BoardRow, Heading, MetricRow, Row, Sheet, period_title
from bot.domain.exporting.measuring import FIRST_RESPONSE, RESOLUTION
from bot.domain.exporting.wording import FUNCTIONS
from reports.export.charts import BLUE, FAR_APART, GREEN, ORANGE, bars, line
from reports.export.columns import ABOUT, ABOUT_PARTS, COLUMNS, EMPTY
from reports.export.sheets import HEADER, SheetWriter


class XlsxBook:
    """Fulfils `bot.ports.Book`. All work is done in threads; what is written waits in temporary files."""

    def __init__(self, heading: Heading, path: Path) -> None:
        self._path = path
        self._book = Workbook(write_only=True)
        self._book.properties.creator = "Muster"
        self._book.properties.title = f"{heading.where} · {period_title(heading.period)}"
        self._sheets = {one: self._book.create_sheet(one.value) for one in Sheet}
        self._writers = {
            one: SheetWriter(self._sheets[one], COLUMNS[one], title=_title(one, heading), zone=heading.zone)
            for one in Sheet
        }
        self._charted: dict[str, list[int]] = {}
        self._first: str | None = None

    async def add(self, sheet: Sheet, rows: Sequence[Row]) -> int:
        """Write rows to a sheet; returns how many it has by now."""
        await asyncio.to_thread(self._add, sheet, rows)
        return self._writers[sheet].count

    async def finish(self) -> Path:
        """Write what is still missing; returns the file, which stays until the book is left."""
        await asyncio.to_thread(self.close)
        return self._path

    def close(self) -> None:
        """Save the file, and remove what waited in temporary ones."""
        for sheet, writer in self._writers.items():
            writer.finish(EMPTY[sheet])
        self._draw()
        self._book.save(self._path)
        self._writers = {}

    @property
    def closed(self) -> bool:
        """Whether the file is there."""
        return not self._writers

    def _add(self, sheet: Sheet, rows: Sequence[Row]) -> None:
        writer = self._writers[sheet]
        for row in rows:
            if isinstance(row, MetricRow | BoardRow):
                self._note(row, writer.next_row)
            writer.append(row)

    def _note(self, row: MetricRow | BoardRow, number: int) -> None:
        """Remember which rows charts are drawn over: weeks of the first community, functions of the first season."""
        if isinstance(row, BoardRow):
            charted, wanted = f"{row.board} {row.season}", row.board == FUNCTIONS
        else:
            self._first = self._first or row.community
            charted, wanted = row.measure, row.community == self._first and "W" in row.period
        if wanted:
            self._charted.setdefault(charted, []).append(number)

    def _draw(self) -> None:
        metrics, boards = self._sheets[Sheet.METRICS], self._sheets[Sheet.BOARDS]
        on_metrics: list[ChartBase] = []
        if weeks := self._rows(RESOLUTION):
            on_metrics.append(bars(metrics, "Cases closed, by week", 3, 5, weeks, BLUE))
        if weeks := self._rows(FIRST_RESPONSE):
            on_metrics.append(line(metrics, "First reply by week: median (h:mm)", 3, 6, weeks, ORANGE))
        for place, chart in enumerate(on_metrics):
            metrics.add_chart(chart, f"N{HEADER + 1 + place * FAR_APART}")
        if functions := next((self._rows(name) for name in self._charted if name.startswith(FUNCTIONS)), None):
            boards.add_chart(
                bars(boards, "Points by function, average of its people", 5, 6, functions, GREEN), f"K{HEADER + 1}"
            )

    def _rows(self, charted: str) -> tuple[int, int] | None:
        numbers = self._charted.get(charted)
        return (numbers[0], numbers[-1]) if numbers else None


@asynccontextmanager
async def writing(heading: Heading) -> AsyncIterator[XlsxBook]:
    """A workbook to be written in a folder of its own, which is gone in the end."""
    with TemporaryDirectory(prefix="muster-") as folder:
        book = await asyncio.to_thread(XlsxBook, heading, Path(folder) / "workbook.xlsx")
        try:
            yield book
        finally:
            if not book.closed:  # openpyxl keeps its temporary files until a book is saved
                await asyncio.to_thread(book.close)


def _title(sheet: Sheet, heading: Heading) -> str:
    about = ABOUT[sheet] if heading.whole else ABOUT_PARTS.get(sheet, ABOUT[sheet])
    at = heading.at.astimezone(heading.zone)
    return (
        f"{heading.where} · {period_title(heading.period)} · {sheet.value}: {about}. "
        f"Times in {heading.zone.key}, as of {at:%Y-%m-%d %H:%M}."
    )
