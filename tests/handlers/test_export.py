"""`/muster export`: asked through Slack's own door, written by a job, found as a file in one's direct messages."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from bot.domain.case import CaseId
from bot.domain.exporting import Sheet, WorkbookNews
from bot.usecases.count_credit import count_credit
from bot.usecases.deliver_workbook import deliver_workbook
from handlers.blocks.tellings import telling
from tests.builders import advance, do
from tests.handlers.sheets import COMPANY
from tests.people import Person, nothing_is_parked, words
from tests.world import AMARA, EVA, VOICE, World


async def direct_messages(world: World, member: str) -> list[dict[str, object]]:
    """What Muster and a person have said to each other."""
    rooms = world.workspace.conversations.channels.values()
    [room] = [one.id for one in rooms if one.is_im and member in one.members]
    return await world.slack.messages(room, member)


async def test_a_lead_gets_the_workbook_of_their_community_as_a_file_once(amara: Person, world: World) -> None:
    await world.say("My phone swells.", author="dana", url="https://forum.example/1")
    await advance(world.muster, CaseId(1), "closed")
    await do(world.muster, count_credit)
    answer = await amara.types("export")
    again = await amara.command("export safety this month")
    assert "Muster writes the workbook of *Product safety*, November 2026" in words(answer["ephemerals"][-1])
    assert "Muster writes the workbook" in words(again)
    name = "safety-2026-11-20261118T120000Z.xlsx"
    told = await direct_messages(world, AMARA)
    assert [words(one).partition("\n")[0] for one in told if not one.get("files")] == [
        "The workbook is done. It stands below."
    ]
    [file] = [file for one in told for file in one.get("files", ())]
    assert (file["name"], file["title"]) == (name, "Product safety · November 2026")
    content = next(one.content for one in world.workspace.files.files.values() if one.name == name)
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == [sheet.value for sheet in Sheet]
    assert [row[7] for row in book["Cases"].iter_rows(min_row=3, values_only=True)] == ["dana"]
    assert await nothing_is_parked(world)


async def test_a_job_that_runs_again_puts_no_second_file_there(amara: Person, world: World) -> None:
    await world.say("My phone swells.")
    for _ in range(2):
        given = {"messenger": world.muster.messenger, "workbooks": world.muster.workbooks}
        await do(world.muster, deliver_workbook, AMARA, "safety", "2026-11", "20261118T120000Z", **given)
    assert len(await direct_messages(world, AMARA)) == 2


async def test_leads_export_their_community_and_administrators_all(amara: Person, world: World) -> None:
    assert "Only a lead of Public voice or an administrator may export" in words(await amara.command("export voice"))
    everywhere = words(await amara.command("export all"))
    assert everywhere.startswith("Only an administrator may export the workbook of all communities.")
    eva = Person(world, EVA, VOICE)
    assert "the workbook of *All communities*, week 46 of 2026" in words(await eva.command("export all last week"))


def test_it_is_told_how_far_a_workbook_is() -> None:
    news = WorkbookNews(where="A & B", period="November 2026", sheet=Sheet.CASES, rows=40_000)
    said = words(telling(news, COMPANY).as_arguments())
    assert said == "Writing the workbook: Cases 40,000 …\nA &amp; B · November 2026"
