"""The Home tab."""

from tests.people import Person, buttons, field, nothing_is_parked, words
from tests.world import CARE, EVA, SAFETY, VOICE, World


async def test_an_empty_home_says_so_and_offers_to_bring_something_in(priya: Person) -> None:
    home = await priya.opens_home()
    assert "Waiting for you\nNothing waits for you. Seen something a customer said?" in words(home)
    assert "Your week\nNothing was confirmed yet this week." in words(home)
    assert "Where you stand\nYou are not on the boards" in words(home)
    assert "Your own record is empty so far." in words(home)
    assert f"<#{VOICE}> *Public voice*: What is said about us in public gets" in words(home)
    assert f"Also: <#{SAFETY}> <#{CARE}>" in words(home)
    assert "No quiet hours · a note of your week · on no board · suggested to colleagues" in words(home)
    assert "How Muster fares" not in words(home)
    assert buttons(home) == {
        "Bring it in": "mention.report",
        "Join the boards": "board.join",
        "Report a mention": "mention.report",
        "Open a community": "community.open",
        "The board": "list.board",
        "Settings": "settings",
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


async def test_the_board_opens_over_home_and_is_joined_and_left_there(world: World, priya: Person) -> None:
    home = await priya.opens_home()
    await priya.press_in(home, "list.board")
    board = await priya.modal()
    assert "Nobody has joined yet." in words(board)
    await priya.press_in(board, "board.join")
    explained = await priya.modal()
    assert explained["title"]["text"] == "How boards work"
    await priya.press_in(explained, "board.counted")
    assert "A signed-off answer to a customer is worth 10 points" in words(await priya.modal())
    await priya.closes()
    await priya.submit()
    assert "You are on the boards from now on." in words(await priya.modal())
    await priya.closes()
    home = await priya.sees_home()  # without opening it anew
    assert "Your initiative in November 2026: 0 points" in words(home)
    await priya.press_in(home, "board.leave")
    assert "You are off the boards, everywhere." in words(await priya.modal())
    assert "You are not on the boards" in words(await priya.sees_home())


async def test_settings_are_changed_on_home_and_shown_there(priya: Person) -> None:
    await priya.press_in(await priya.opens_home(), "settings")
    assert "On your own clock (Asia/Kolkata)" in str(await priya.modal())
    await priya.submit(quiet_from="22:00", quiet_until="07:00", wants=["suggested"])
    home = await priya.sees_home()
    assert "Quiet from 22:00 until 07:00 · no note of your week · on no board" in words(home)
    await priya.press_in(home, "settings")
    assert field(await priya.modal(), "quiet_from")["initial_time"] == "22:00"
    await priya.submit(quiet_from=None, quiet_until=None, wants=["note", "boards"])
    assert "No quiet hours · a note of your week · on the boards · suggested to nobody" in words(
        await priya.sees_home()
    )


async def test_administrators_see_how_muster_fares(world: World) -> None:
    home = await Person(world, EVA, SAFETY).opens_home()
    assert "How Muster fares\n1 worker · 0 jobs due · listening to 1 source · all is well" in words(home)


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
