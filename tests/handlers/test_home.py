"""The Home tab."""

from tests.people import Person, buttons, nothing_is_parked, words
from tests.world import SAFETY, World


async def test_an_empty_home_says_so_and_offers_to_bring_something_in(priya: Person) -> None:
    home = await priya.opens_home()
    assert "Waiting for you\nNothing waits for you. Seen something a customer said?" in words(home)
    assert f"<#{SAFETY}> *Product safety*: Nobody is hurt" in words(home)
    assert buttons(home) == {
        "Bring it in": "mention.report",
        "Report a mention": "mention.report",
        "The board": "list.board",
    }


async def test_a_full_home_lists_what_waits_and_each_line_has_its_button(
    world: World, amara: Person, li: Person
) -> None:
    for text in ("Mine swells.", "Signed swells.", "Asked swells."):
        await world.say(text)
    await amara.press(await amara.command("case 2"), "case.claim")
    await li.press(await li.command("case 1"), "case.claim")
    await amara.press(await amara.command("case 2"), "case.draft")
    await amara.submit(text="We are sorry.")
    home = await li.opens_home()
    assert words(home).index("*To sign off*") < words(home).index("*Your input is") < words(home).index("*Yours*")
    await li.press_in(home, "case.sign_off")
    assert (await li.modal())["title"]["text"] == "Sign off revision 1"
    await li.press_in(home, "case.contribute", "3")
    assert "Asked swells" in words(await li.modal())
    await li.press_in(home, "case.show", "1")
    assert f"Owner: {li.name}" in words(await li.modal())
    assert await nothing_is_parked(world)


async def test_the_board_opens_over_home_and_is_joined_there(priya: Person) -> None:
    home = await priya.opens_home()
    await priya.press_in(home, "list.board")
    board = await priya.modal()
    assert "0 opted in" in words(board)
    await priya.press_in(board, "board.join")
    assert "1 opted in" in words(await priya.modal())


async def test_a_refusal_on_home_is_shown_where_there_is_no_channel(world: World, amara: Person, li: Person) -> None:
    await world.say("It swells.")
    await amara.press(await amara.card(), "case.claim")
    await amara.press(await amara.card(), "case.draft")
    await amara.submit(text="We are sorry.")
    home = await li.opens_home()
    await li.press(await li.card(), "case.sign_off")
    await li.submit()
    await li.press_in(home, "case.sign_off")
    assert words(await li.modal()).endswith("Revision 1 is signed off already.")


async def test_home_is_up_to_date_each_time_it_is_opened(world: World, li: Person) -> None:
    assert "Nothing waits" in words(await li.opens_home())
    await world.say("It swells.")
    assert "Your input is asked for" in words(await li.opens_home())


async def test_the_message_tab_is_no_home(world: World, li: Person) -> None:
    event = {"type": "app_home_opened", "user": li.id, "channel": "D0LI", "tab": "messages", "event_ts": "1.1"}
    await world.slack.do("event", event=event)
    await world.settle()
    assert not await world.slack.calls("views.publish")
