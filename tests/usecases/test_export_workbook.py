"""The workbook: seven sheets that agree with the ledger, tell each reader what is theirs, and hold no trap."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import text as sql

from bot.bootstrap import Muster
from bot.domain.case import Case
from bot.domain.exporting import Sheet
from bot.domain.people import Member
from bot.domain.period import Month, Week
from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from bot.usecases.count_credit import count_credit
from bot.usecases.deliver_workbook import ask_for_workbook
from bot.usecases.export_workbook import Order, export_workbook, heading_of, order_of
from bot.usecases.void_case import void_case
from tests.builders import advance, amara, case_at, do, eva, jobs, jonas, know, li, mention, rows, stored
from tests.world import SetClock

NOVEMBER = Month(2026, 11)
HOSTILE = [
    '=HYPERLINK("https://evil.example")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\x07=1\x1b[31m",
    "#N/A",
    "_x0041_",
    "\r\n=1",
]


@pytest.fixture(autouse=True)
async def people(muster: Muster) -> None:
    await know(muster)


async def helped_case(muster: Muster, text: str = "The battery swells.", **more: Any) -> Case:
    """A closed case: Jonas answered and Amara told the customer, and Li, who signed it, confirms both."""
    case = await case_at(muster, "opened", mention(text, **more))
    await do(muster, contribute, case.id, jonas, "A bad batch.", identity=f"C/{case.id}", in_thread=True)
    await advance(muster, case.id, "replied")
    helped = [(amara.id, "loop"), (jonas.id, "answer:engineering")]
    await do(muster, close_case, case.id, li, outcome="Replaced.", helped=helped)
    return await stored(muster, case.id)


async def exported(
    muster: Muster, actor: Member = eva, community: str | None = None, period: Any = NOVEMBER
) -> Workbook:
    """What this person gets who asks for a workbook."""
    home = muster.company.community(community) if community else None
    return await written(muster, order_of(actor, home, period, muster.company))


async def nothing() -> None:
    """Nothing happens while the workbook is written."""


async def written(muster: Muster, order: Order, meanwhile: Callable[[], Awaitable[object]] = nothing) -> Workbook:
    """The workbook, read again; what happens `meanwhile` happens between two sheets."""
    now = muster.clock.now()

    async def on_rows(sheet: Sheet, rows: int) -> None:
        if sheet is Sheet.CASES:
            await meanwhile()

    async with muster.workbooks.begin(heading_of(order, now)) as book:
        await do(muster, export_workbook, order, book, now=now, on_rows=on_rows)
        content = (await book.finish()).read_bytes()
    opened = load_workbook(io.BytesIO(content))
    opened.content = content
    return opened


def table(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet below its header, without its sums."""
    head, *below = book[sheet].iter_rows(min_row=2, values_only=True)
    filtered = int(book[sheet].auto_filter.ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    return [dict(zip(head, row, strict=True)) for row in below[: filtered - 2]]


def column(lines: Sequence[dict[str, Any]], title: str) -> list[Any]:
    return [line[title] for line in lines]


async def test_the_seven_sheets_tell_a_month_and_agree_with_the_ledger(muster: Muster, clock: SetClock) -> None:
    first = await case_at(muster, "opened", mention(author="dana", url="https://forum.example/1"))
    clock.forward(minutes=41)
    await do(muster, contribute, first.id, jonas, "A bad batch.", identity="C/1", in_thread=True)
    await advance(muster, first.id, "replied")
    clock.forward(hours=1)
    helped = [(amara.id, "loop"), (jonas.id, "answer:engineering")]
    await do(muster, close_case, first.id, li, outcome="Replaced.", helped=helped)
    await do(muster, count_credit)
    book = await exported(muster)
    assert book.sheetnames == ["Cases", "Claims", "Confirmations", "Credits", "Boards", "Metrics", "Adjustments"]
    [case] = table(book, "Cases")
    assert case["Responders"] == "Amara (Support); Jonas (Engineering)"
    assert (case["Case"], case["Mention"], case["Author"], case["Link"]) == (1, 1, "dana", "https://forum.example/1")
    assert case["Opened"] == datetime(2026, 11, 18, 13, 0)  # noqa: DTZ001 - on the wall in Berlin
    assert case["First reply\nafter (h:mm)"] == timedelta(minutes=41)
    assert case["Ended after\n(h:mm)"] == timedelta(minutes=101)
    assert (case["Replied\nin time"], case["Ended\nin time"]) == ("yes", "yes")
    async with muster.uow() as uow:
        entries = await uow.ledger.entries(season=NOVEMBER)
    credits_ = table(book, "Credits")
    assert entries
    assert sum(column(credits_, "Final\n(micro-points)")) == sum(entry.share.credit for entry in entries)
    total = [cell.value for cell in list(book["Credits"].rows)[-1]]
    assert total[0] == "Total"
    assert total[14] == sum(entry.share.credit for entry in entries) == round(total[16] * 1_000_000)
    assert set(column(credits_, "Confirmed by")) == {"Li"}
    assert set(column(table(book, "Confirmations"), "Confirmed by")) == {"Li"}
    metrics = {(row["Community"], row["Measure"], row["Period"]): row for row in table(book, "Metrics")}
    for where in ("All communities", "Product safety"):
        for period in ("2026-11", "2026-W47"):
            row = metrics[where, "first response", period]
            assert (row["n"], row["Median\n(h:mm)"]) == (1, timedelta(minutes=41))
    assert [len(book[sheet]._charts) for sheet in ("Metrics", "Boards")] == [2, 0]


async def test_each_mention_of_a_storm_has_a_row_and_every_cell_from_outside_is_inert(muster: Muster) -> None:
    case = await case_at(muster, "opened", mention(HOSTILE[0], author="=cmd()", url="https://x.example/=1"))
    for text in HOSTILE[1:]:
        await do(muster, contribute, case.id, jonas, text, identity=f"C/{text}", in_thread=True)
    async with muster.engine.begin() as connection:
        await connection.execute(
            sql(
                "INSERT INTO mentions (source, external_id, text, posted_at, arrived_at, case_id) "
                "SELECT 'web', 'more-' || n, :said || n, now(), now() - interval '9 days', 1 "
                "FROM generate_series(1, 300) n"
            ),
            {"said": HOSTILE[4]},
        )
        await connection.execute(sql("UPDATE cases SET matter = :said, outcome = :said"), {"said": HOSTILE[3]})
    book = await exported(muster)
    said = table(book, "Cases")
    assert column(said, "Mention") == list(range(1, 302))
    assert set(column(said, "Matter")) == {"@SUM(A1)"}
    assert said[0]["What was said"] == HOSTILE[0]
    assert said[-1]["What was said"] == "=1[31m300"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type in ("f", "e") or cell.hyperlink]
    archive = zipfile.ZipFile(io.BytesIO(book.content))
    assert not [name for name in archive.namelist() if b"<f>" in archive.read(name) and "worksheets" in name]


async def test_a_lead_sees_their_community_and_no_confirmer_before_the_weekly_digest(
    muster: Muster, clock: SetClock
) -> None:
    await helped_case(muster)
    await case_at(muster, said=mention("Where is my refund?"))
    await do(muster, count_credit)
    seen = await exported(muster, amara, "safety")
    assert set(column(table(seen, "Cases"), "Community")) == {"Product safety"}
    assert set(column(table(seen, "Credits"), "Member")) == {"not on the boards"}
    assert set(column(table(seen, "Credits"), "Confirmed by")) == {None}
    assert table(seen, "Confirmations") == []
    clock.forward(days=6)
    later = await exported(muster, amara, "safety")
    assert set(column(table(later, "Confirmations"), "Confirmed by")) == {"Li"}
    week = table(await exported(muster, eva, "safety", Week(2026, 47)), "Credits")
    assert column(week, "Week") == ["2026-W47"] * 2
    assert table(await exported(muster, eva, "safety", Week(2026, 46)), "Credits") == []
    whole = await exported(muster)
    assert column(table(whole, "Cases"), "Community") == ["Product safety", "Customer care"]
    assert set(column(table(whole, "Credits"), "Member")) == {"Amara", "Jonas"}


async def test_what_happens_while_it_is_written_is_on_no_sheet(muster: Muster) -> None:
    await helped_case(muster)
    await do(muster, count_credit)
    order = order_of(eva, None, NOVEMBER, muster.company)

    async def meanwhile() -> None:
        await helped_case(muster, "Smoke comes out.", author="eli")
        await do(muster, count_credit)

    book = await written(muster, order, meanwhile)
    for sheet in ("Cases", "Claims", "Confirmations", "Credits"):
        assert set(column(table(book, sheet), "Case")) == {1}, sheet
    assert {row["n"] for row in table(book, "Metrics") if row["Measure"] == "resolution"} == {0, 1}


async def test_who_asks_twice_at_once_gets_one(muster: Muster) -> None:
    asked = [(await do(muster, ask_for_workbook, None, "this month", eva))[1] for _ in range(2)]
    assert (asked, await jobs(muster)) == ([True, False], ["export"])
    async with muster.engine.begin() as connection:
        await connection.execute(sql("UPDATE procrastinate_jobs SET status = 'doing'"))
    assert not (await do(muster, ask_for_workbook, None, "this month", eva))[1]
    [arguments] = await rows(muster, "SELECT args FROM procrastinate_jobs WHERE task_name = 'export'")
    assert arguments == {
        "member": eva.id,
        "community": None,
        "period": "2026-11",
        "request": "20261118T120000Z",
    }


async def test_what_later_voids_change_stands_among_the_adjustments(muster: Muster, clock: SetClock) -> None:
    case = await helped_case(muster)
    clock.forward(days=30)
    await do(muster, count_credit)
    await do(muster, void_case, case.id, eva, reason="A test.")
    await do(muster, count_credit)
    book = await exported(muster, period=NOVEMBER.next)
    shown = table(book, "Adjustments")
    async with muster.uow() as uow:
        stored_ = [one.amount for _, one in await uow.ledger.adjustments(season=NOVEMBER.next)]
    assert sorted(column(shown, "Amount\n(micro-points)")) == sorted(stored_)
    assert len(stored_) == 2
    assert set(column(shown, "Of season")) == {"2026-11"}


async def test_all_communities_are_told_on_the_readers_clock_and_a_week_by_its_days(muster: Muster) -> None:
    await case_at(muster)
    order = order_of(eva, None, Week(2026, 47), muster.company)
    assert order.zone == muster.company.community("care").zone
    abroad = order_of(replace(eva, zone="Asia/Tokyo"), None, Week(2026, 47), muster.company)
    book = await written(muster, abroad)
    assert abroad.zone == ZoneInfo("Asia/Tokyo")
    assert "Times in Asia/Tokyo" in book["Cases"]["A1"].value
    assert table(book, "Cases")[0]["Opened"] == datetime(2026, 11, 18, 21, 0)  # noqa: DTZ001 - on the wall in Tokyo
    assert {sheet.freeze_panes for sheet in book} == {"B3"}
