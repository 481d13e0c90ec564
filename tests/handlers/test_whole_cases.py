"""Whole cases in Slack: merged, split, taken apart, made void and restored, from the card and its menu."""

import pytest

from tests.people import Json, Person, buttons, field, nothing_is_parked, words
from tests.world import CARE, EVA, SAFETY, World


async def cards(world: World) -> list[Json]:
    """The cards of product safety, oldest first."""
    return [one for one in await world.slack.messages(SAFETY) if "bot_id" in one and not one.get("is_ephemeral")]


async def offered(person: Person, card: Json) -> dict[str, str]:
    """What else somebody can do about a case."""
    await person.press(card, "case.more")
    menu = buttons(await person.modal())
    await person.closes()
    return menu


@pytest.fixture
async def two(world: World) -> list[Json]:
    """Two cases of product safety that are free to claim, the first with input."""
    await world.say("The phone swells.", thread="one")
    await world.say("It smokes.", thread="two")
    return await cards(world)


async def test_a_case_is_merged_and_taken_apart_from_its_card(
    world: World, two: list[Json], amara: Person, jonas: Person
) -> None:
    await amara.choose(two[0], "merge")
    await amara.submit(suggested="2")
    one, into = await cards(world)
    assert words(one) == "\n".join(
        [
            "*The phone swells*",
            "Part of case 2. What is written here counts there.",
            "Show case 2",
            "Timeline",
            "Take apart",
        ]
    )
    assert "2 mentions by 2 people" in words(into)
    assert (await told(world, one), await told(world, into)) == (
        [f"{amara.name} made this part of case 2."],
        [f"{amara.name} made case 1 part of this, with 1 mention."],
    )
    await jonas.speak_in(one, "A known batch.")
    assert f"*Engineering* ✓ {jonas.name}" in words((await cards(world))[1])
    await jonas.press(one, "case.show", "2")
    assert "It smokes" in words(await jonas.sees_ephemeral())
    await amara.press(one, "case.part")
    await amara.submit()
    one, into = await cards(world)
    assert "case.claim" in buttons(one).values()
    assert "2 mentions" not in words(into)
    assert (await told(world, into))[-1] == f"{amara.name} took case 1 out again, with 1 mention."
    await amara.press(into, "case.more")
    await amara.press_in(await amara.modal(), "case.timeline")
    assert "took case 1 out again" in words(await amara.modal())
    assert await nothing_is_parked(world)


async def told(world: World, card: Json) -> list[str]:
    """What Muster said in the thread of a card."""
    return [reply["text"] for reply in (await world.slack.thread(SAFETY, card["ts"]))[1:] if "bot_id" in reply]


async def test_what_cannot_be_merged_is_said_at_the_field_and_nothing_typed_is_lost(
    world: World, two: list[Json], amara: Person
) -> None:
    await amara.choose(two[0], "merge")
    modal = await amara.modal()
    offers = [one["text"]["text"] for one in field(modal, "suggested")["options"]]
    assert offers == ["2 · It smokes"]
    for typed, said in (
        ("", "Choose a case, or write the number of one."),
        ("twelve", "There is no case twelve."),
        ("case 99", "There is no case 99."),
        ("#1", "A case cannot become part of itself."),
    ):
        refused = await amara.submit(into=typed)
        assert said in refused["errors"]["into"]
    await amara.submit(into="Case #2")
    assert await amara.sees_no_modal()
    assert "Part of case 2." in words((await cards(world))[0])


async def test_mentions_are_split_off_into_a_case_with_a_card_of_its_own(world: World, amara: Person) -> None:
    for text in ("The phone swells.", "Mine smokes.", "It smells."):
        await world.say(text, thread="storm")
    [card] = await cards(world)
    await amara.choose(card, "split")
    modal = await amara.modal()
    options = field(modal, "mentions")["options"]
    assert [one["text"]["text"] for one in options] == ["It smells.", "Mine smokes.", "The phone swells."]
    ids = [one["value"] for one in options]
    refused = await amara.submit(mentions=ids)
    assert "Leave at least one mention here" in refused["errors"]["mentions"]
    await amara.submit(mentions=ids[1:2])
    rest, new = await cards(world)
    assert "2 mentions" in words(rest)
    assert "Why here: it was part of case 1" in words(new)
    assert "Mine smokes" in words(new)
    assert await told(world, rest) == [f"{amara.name} made 1 mention a case of their own: case 2."]
    assert "Split" not in await offered(amara, new)


async def test_a_lead_makes_a_case_void_and_restores_it_which_others_are_not_offered(
    world: World, two: list[Json], amara: Person, jonas: Person
) -> None:
    assert "Make it void" not in await offered(jonas, two[0])
    await amara.choose(two[0], "void")
    await amara.submit(reason="Only a test.")
    void = (await cards(world))[0]
    assert words(void) == "*The phone swells*\nVoid: Only a test.\nTimeline\nRestore"
    await jonas.press(void, "case.restore")
    assert "may restore this" in words(await jonas.sees_ephemeral())
    await Person(world, EVA, SAFETY).press(void, "case.restore")
    await Person(world, EVA, SAFETY).submit(reason="It was real.")
    assert "case.claim" in buttons((await cards(world))[0]).values()


async def test_a_case_that_moved_is_merged_where_it_stands_now_and_pointed_to_from_where_it_was(
    world: World, two: list[Json], amara: Person
) -> None:
    await world.say("Where is my refund?")
    await amara.choose(two[0], "move")
    await amara.submit(community="care", reason="A matter of service.")
    [_, moved] = [one for one in await world.slack.messages(CARE) if "bot_id" in one]
    assert "moved from Product safety: A matter of service." in words(moved)
    at_care = Person(world, amara.id, CARE)
    await at_care.choose(moved, "merge")
    await at_care.submit(into="2")
    [_, merged] = [one for one in await world.slack.messages(CARE) if "bot_id" in one]
    assert "Part of case 2." in words(merged)
    left, into = await cards(world)
    assert f"Moved to <#{CARE}>." in words(left)
    assert "2 mentions" in words(into)
