"""Cases that may be one matter: suggested on the card, merged or kept apart with one click, which is remembered."""

from __future__ import annotations

import pytest

from bot.domain.case import CaseId
from handlers.blocks.modals import move_modal
from tests.builders import rows
from tests.handlers import sheets
from tests.people import Json, Person, buttons, elements, nothing_is_parked, words
from tests.world import NOON, SAFETY, TOM, World

MERGE, APART = "case.suggested.merge", "case.suggested.apart"


async def suggest(world: World, one: int = 1, other: int = 2) -> None:
    """What gathering does where it is not sure."""
    async with world.muster.uow() as uow:
        await uow.suggestions.add(CaseId(one), CaseId(other), 0.4, ("swells", "<!channel> & co"), NOON)
        for case_id in (one, other):
            case = await uow.cases.read(CaseId(case_id))
            await uow.jobs.refresh_card(case.id, world.muster.company.community(case.community).channel)
        await uow.commit()
    await world.settle()


async def cards(world: World) -> list[Json]:
    """The cards of product safety, oldest first."""
    return [one for one in await world.slack.messages(SAFETY) if "bot_id" in one and not one.get("is_ephemeral")]


@pytest.fixture
async def two(world: World) -> list[Json]:
    """Two cases of product safety, the second with two mentions; each suggests the other."""
    await world.say("The phone swells.", thread="one")
    await world.say("It smokes.", thread="two")
    await world.say("So does mine.", thread="two")
    await suggest(world)
    return await cards(world)


async def test_the_smaller_case_goes_on_in_the_larger_from_either_card(
    world: World, two: list[Json], amara: Person
) -> None:
    line = "Perhaps the same as case 2, *It smokes* (“swells”, “&lt;!channel&gt; &amp; co”), 2 mentions"
    assert line in words(two[0])
    assert "Perhaps the same as case 1, *The phone swells*" in words(two[1])
    for card in two:
        merge = next(one for one in elements(card) if one.get("action_id") == MERGE)
        assert merge["value"] == "1:2"
        assert "Case 1 becomes part of case 2, “It smokes”." in merge["confirm"]["text"]["text"]
    await amara.press(two[1], MERGE)
    one, into = await cards(world)
    assert "Part of case 2." in words(one)
    assert "3 mentions" in words(into)
    assert MERGE not in buttons(into).values()
    await amara.press(one, "case.part")
    await amara.submit()
    await suggest(world)
    assert not [card for card in await cards(world) if MERGE in buttons(card).values()], "parted by a person"
    assert await nothing_is_parked(world)


async def test_what_is_not_the_same_is_suggested_no_more_until_a_person_merges_it(
    world: World, two: list[Json], amara: Person
) -> None:
    [version] = await rows(world.muster, "SELECT version FROM lane")
    await amara.press(two[0], APART)
    await suggest(world)
    one, other = await cards(world)
    assert "Perhaps the same" not in words(one) + words(other)
    assert await rows(world.muster, "SELECT version FROM lane") > [version], "who gathers reads it anew"
    for card, said in ((one, "case 2"), (other, "case 1")):
        await amara.press(card, "case.more")
        await amara.press_in(await amara.modal(), "case.timeline")
        assert f"{amara.name} said that {said} is about something else." in words(await amara.modal())
        await amara.closes()
    await amara.choose(one, "merge")
    await amara.submit(suggested="2")
    assert "Part of case 2." in words((await cards(world))[0])


async def test_what_somebody_owns_goes_on_and_only_they_or_a_lead_may_say_otherwise(
    world: World, two: list[Json], jonas: Person
) -> None:
    await jonas.press(two[0], "case.claim")
    card = (await cards(world))[0]
    merge = next(one for one in elements(card) if one.get("action_id") == MERGE)
    assert merge["value"] == "2:1"
    tom = Person(world, TOM, SAFETY)
    await tom.press(card, APART)
    assert "may say that this is another matter" in words(await tom.sees_ephemeral())
    assert "Perhaps the same" in words((await cards(world))[0])
    await jonas.press(card, MERGE)
    assert "Part of case 1." in words((await cards(world))[1])


def test_where_to_move_a_case_is_offered_with_the_likely_one_on_top() -> None:
    sheet = sheets.sheet(sheets.Texts(said="The phone swells.", inside="Sorry.", name="Ann", url="https://a.example"))
    others = [name for name in sheet.company.communities if name != sheet.case.community]
    view = move_modal(sheet, sheet.company, [sheet.case.community, others[-1]])
    [chosen] = [block["element"]["options"] for block in view["blocks"] if block.get("block_id") == "community"]
    assert [one["value"] for one in chosen] == [others[-1], *others[:-1]]
    assert f"it belongs to {sheet.company.community_title(others[-1])}." in str(view["blocks"])
