"""Ideas in Slack: from a case, on their own, wanted by many, and told to the customers once they are done."""

from bot.domain.case import CaseId
from bot.domain.idea import IdeaKind, Wish
from bot.usecases.open_idea import open_idea
from tests.builders import advance, do
from tests.builders import amara as by_amara
from tests.people import Json, Person, buttons, elements, field, words
from tests.world import World


async def think(person: Person, title: str = "Cells that do not swell", **more: object) -> None:
    """Write an idea down."""
    await person.types("idea")
    await person.submit(title=title, **more)


async def from_case(person: Person, **typed: object) -> Json:
    """Answer the modal that a case's menu opens about ideas."""
    await person.press(await person.card(), "case.more")
    await person.press_in(await person.modal(), "case.idea")
    return await person.submit(**typed)


async def thread(person: Person) -> str:
    """All that the thread of the newest card says."""
    card = await person.card()
    return "\n".join(words(one) for one in await person.world.slack.thread(person.at, card["ts"]))


async def test_a_case_gives_rise_to_an_idea_that_its_card_and_its_thread_name(amara: Person, world: World) -> None:
    await world.say("My phone swells.")
    await from_case(amara, title="Cells that <do> not swell", kind="defect", description="Third this month.")
    assert "Idea 1: Cells that &lt;do&gt; not swell (open, 0 votes)" in words(await amara.card())
    assert f"{amara.name} put this behind idea 1 “Cells that &lt;do&gt; not swell”." in await thread(amara)
    page = await amara.command("idea 1")
    assert "Third this month.\nDefect · open · 0 votes · 1 case · nobody owns it yet" in words(page)
    assert f"{amara.name} opened it." in words(page)
    await amara.press(page, "case.show", "1")
    assert "My phone swells" in words(await amara.sees_ephemeral())


async def test_a_vote_shows_at_once_on_the_page_and_on_the_card(amara: Person, jonas: Person, world: World) -> None:
    await world.say("My phone swells.")
    await from_case(amara, title="Better cells")
    page = await jonas.command("idea 1")
    await jonas.press(page, "idea.vote")
    assert "(open, 1 vote)" in words(await jonas.card())
    page = await jonas.sees_ephemeral()
    assert "1 vote ·" in words(page)
    assert "Vote" not in buttons(page)
    await jonas.press(page, "idea.unvote")
    assert "(open, 0 votes)" in words(await jonas.card())


async def test_a_case_joins_one_that_is_known_and_is_parted_by_taking_its_tick_away(
    amara: Person, world: World
) -> None:
    await think(amara, "A shorter queue")
    await think(amara, "Cells that do not swell")
    await world.say("The cells of my phone swell.")
    await amara.press(await amara.card(), "case.more")
    await amara.press_in(await amara.modal(), "case.idea")
    offered = [option["value"] for option in field(await amara.modal(), "idea")["options"]]
    assert offered == ["2", "1"]
    await amara.submit(idea="2")
    assert "Idea 2: Cells" in words(await amara.card())
    await from_case(amara, idea="1", stays=[])
    card = words(await amara.card())
    assert "Idea 1: A shorter queue" in card
    assert "Idea 2" not in card


WRONG: tuple[dict[str, str], ...] = (
    {"title": "x" * 121},
    {"title": "", "description": "They swell."},
    {"title": ""},
    {"title": "Better cells", "idea": "1"},
)


async def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(amara: Person, world: World) -> None:
    await think(amara)
    await world.say("My phone swells.")
    for typed in WRONG:
        sent = await from_case(amara, **typed)
        assert list(sent["errors"]) == ["title"]
        assert (await amara.modal())["callback_id"] == "case.idea"
        await world.slack.do("close", user=amara.id, view_id=(await amara.modal())["id"])
    assert "Idea" not in words(await amara.card())


async def test_once_it_is_done_the_case_comes_back_and_its_thread_says_why(
    amara: Person, li: Person, jonas: Person, world: World
) -> None:
    await world.say("My phone swells.")
    await from_case(amara, title="Better cells")
    await advance(world.muster, CaseId(1), "closed")
    await world.settle()
    page = await jonas.command("idea 1")
    await jonas.press(page, "idea.take")
    page = await jonas.sees_ephemeral()
    assert f"owner: {jonas.name}" in words(page)
    assert "Take it on" not in buttons(page)
    await li.press(await li.command("idea 1"), "idea.steer")
    assert "a lead or an administrator" in words(await li.sees_ephemeral())
    await jonas.press(page, "idea.steer")
    refused = await jonas.submit(status="done", reason=" ")
    assert list(refused["errors"]) == ["reason"]
    await jonas.submit(status="done", reason="New cells from May.")
    assert "1 case behind it will be told" in words(await jonas.modal())
    assert "(done, 0 votes)" in words(await amara.card())
    told = await thread(amara)
    assert f"{jonas.name} reopened this: Idea 1 “Better cells” is done: tell the customer" in told
    assert "Idea 1 “Better cells” is done. The customer can be told." in told
    page = await jonas.command("idea 1")
    assert f"{jonas.name} set it to done: New cells from May." in words(page)
    assert {"Vote", "Join my case"}.isdisjoint(buttons(page))


async def test_whoever_owns_a_case_joins_it_from_the_page_of_an_idea(amara: Person, world: World) -> None:
    await think(amara)
    page = await amara.command("idea #1")
    await amara.press(page, "idea.join")
    assert "Every case that you own stands behind this already." in words(await amara.sees_ephemeral())
    await world.say("My phone swells.")
    await amara.press(await amara.card(), "case.claim")
    await amara.press(page, "idea.join")
    await amara.submit(case="1")
    assert "Idea 1: Cells" in words(await amara.card())


async def test_ideas_are_listed_in_pages_by_their_status_and_shown_by_their_button(
    amara: Person, world: World
) -> None:
    assert "None here yet." in words(await amara.command("ideas"))
    for n in range(11):
        wish = Wish(kind=IdeaKind.PROCESS, title=f"Idea number {n:02}", description="")
        await do(world.muster, open_idea, wish, by_amara, identity=str(n))
    page = await amara.command("ideas open")
    assert next(one["value"] for one in elements(page) if one.get("action_id") == "idea.show") == "11"
    await amara.press(page, "idea.on")
    page = await amara.sees_ephemeral()
    assert "Idea number 00" in words(page)
    assert buttons(page).keys() >= {"Back", "Idea 1"}
    await amara.press(page, "idea.show", "1")
    assert "Idea 1: Idea number 00" in words(await amara.sees_ephemeral())
    assert "“nowhere” is no status" in words(await amara.command("ideas nowhere"))
    assert "There is no idea 99." in words(await amara.command("idea 99"))


async def test_an_idea_is_shared_with_the_channel_where_each_looks_for_themselves(
    amara: Person, jonas: Person
) -> None:
    await amara.types("idea Better cells")
    assert field(await amara.modal(), "title")["initial_value"] == "Better cells"
    await amara.submit(title="Better cells")
    await amara.press(await amara.command("idea 1"), "idea.share")
    shared = await jonas.card()
    assert buttons(shared) == {"Look and vote": "idea.show"}
    await jonas.press(shared, "idea.show")
    assert "Vote" in buttons(await jonas.sees_ephemeral())
