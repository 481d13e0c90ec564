"""Workbooks: that of a community that looks back, with its cases, what people gave and all that happened; and the one
that people send on."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook

from bot.domain.exporting import Heading
from bot.domain.people import MemberId
from bot.domain.retrospective import Retrospective
from bot.ports import Book
from reports.cells import Value, write_table
from reports.export.book import writing

CASES = (
    ("Case", 8),
    ("Matter", 50),
    ("Status", 12),
    ("Outcome", 50),
    ("Mentions", 10),
    ("Opened", 17),
    ("First reply", 17),
    ("Ended", 17),
    ("Link", 40),
)
CONTRIBUTIONS = (("Case", 8), ("At", 17), ("By", 24), ("Function", 18), ("What they knew", 80))
TIMELINE = (("At", 17), ("Case", 8), ("What", 22), ("By", 24))


class XlsxWorkbooks:
    """Fulfils `bot.ports.Workbooks`."""

    async def retrospective(self, retrospective: Retrospective) -> bytes:
        """A community's cases, contributions and timeline, a sheet each; made in a thread."""
        return await asyncio.to_thread(retrospective_workbook, retrospective)

    def begin(self, heading: Heading) -> AbstractAsyncContextManager[Book]:
        """A workbook of seven sheets, to be written row by row."""
        return writing(heading)


def retrospective_workbook(back: Retrospective) -> bytes:
    """The same at once. Moments are those on the clock of the community's wall."""
    book = Workbook(write_only=True)
    write_table(
        book.create_sheet("Cases"),
        CASES,
        (
            (
                case.id,
                case.matter,
                str(case.status),
                case.outcome,
                case.mentions,
                _wall(case.opened_at, back),
                _wall(case.first_replied_at, back),
                _wall(case.ended_at, back),
                case.link,
            )
            for case in back.cases
        ),
    )
    write_table(
        book.create_sheet("Contributions"),
        CONTRIBUTIONS,
        (
            (one.case, _wall(one.at, back), _name(one.by, back), one.partner or one.function, one.text)
            for one in back.given
        ),
    )
    write_table(book.create_sheet("Timeline"), TIMELINE, _timeline(back))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _timeline(back: Retrospective) -> list[tuple[Value, ...]]:
    community = back.community
    ends: list[tuple[datetime, str, MemberId | None]] = [
        (community.opened_at, "community opened", community.opened_by)
    ]
    if community.closed_at:
        ends.append((community.closed_at, "community closed", community.closed_by))
    moments: list[tuple[datetime, int | None, str, MemberId | None]] = [
        *((at, None, what, by) for at, what, by in ends),
        *((deed.at, deed.case, deed.kind.replace("_", " "), deed.by) for deed in back.deeds),
    ]
    moments.sort(key=lambda moment: moment[0])
    return [(_wall(at, back), case, what, _name(by, back) if by else "Muster") for at, case, what, by in moments]


def _wall(moment: datetime | None, back: Retrospective) -> datetime | None:
    return moment and moment.astimezone(back.zone).replace(tzinfo=None, microsecond=0)


def _name(member: MemberId, back: Retrospective) -> str:
    return back.names.get(member, "Someone")
