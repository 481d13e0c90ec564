"""`/muster` and its words, typed by people and answered through Slack's own door."""

import pytest

from handlers.blocks.lists import COMMANDS
from handlers.commands import ANSWERS
from tests.people import Person, alive, buttons, elements, field, words
from tests.world import JONAS, SAFETY, World


async def test_the_help_names_every_word_that_is_understood_and_no_other(amara: Person) -> None:
    answer = words(await amara.command("help"))
    assert {*ANSWERS, "mention"} == set(COMMANDS)
    assert all(f"/muster {word}" in answer for word in COMMANDS)


async def test_alone_it_shows_what_waits_for_me(amara: Person, world: World) -> None:
    assert words(await amara.command()) == words(await amara.command("mine"))
    await world.say("My phone swells.", author="dana")
    assert "Your input is asked for" in words(await amara.command())


async def test_the_answer_is_for_the_one_who_asked_alone(amara: Person, jonas: Person, world: World) -> None:
    await amara.command("board")
    assert "Initiative" in words(await amara.sees_ephemeral())
    with pytest.raises(AssertionError, match="was told nothing"):
        await jonas.sees_ephemeral()
    assert not await world.slack.messages(SAFETY, jonas.id)


WRONG_WORDS = {"serach battery": "search", "bord": "board", "Digset": "digest", "cases 12": "case", "hlep": "help"}


async def test_a_wrong_word_is_answered_with_the_nearest_and_the_help(amara: Person) -> None:
    for typed, meant in WRONG_WORDS.items():
        answer = words(await amara.command(typed))
        assert f"Did you mean `{COMMANDS[meant][0]}`?" in answer
        assert COMMANDS["mine"][0] in answer


async def test_a_word_like_no_other_is_answered_with_the_help_alone(amara: Person) -> None:
    answer = await amara.command("xyzzy <!channel> & more")
    assert "There is no `/muster xyzzy`." in words(answer)
    assert "Did you mean" not in words(answer)
    hostile = await amara.command("<!channel>" * 40)
    assert not alive(hostile)
    assert "There is no `/muster &lt;!channel&gt;" in words(hostile)


async def test_capitals_and_gaps_around_a_word_do_not_matter(amara: Person, world: World) -> None:
    await world.say("My phone swells.")
    for typed in ("HELP", "  help  ", "help\n", "help me"):
        assert "How a case goes" in words(await amara.command(typed))
    for gap in ("  ", "\t", "\n", "\u00a0"):
        assert "My phone swells" in words(await amara.command(f"search{gap}phone"))


async def test_a_case_is_shown_as_its_card_with_what_happened_last(amara: Person, world: World) -> None:
    await world.say("The phone swells.", author="dana")
    await amara.press(await amara.card(), "case.claim")
    for typed in ("case 1", "case #1", "CASE   1"):
        answer = await amara.command(typed)
        assert "Product safety · The phone swells" in words(answer)
        assert f"Owner: {amara.name} ·" in words(answer)
        assert "The mention came in." in words(answer)
        assert f"{amara.name} claimed this." in words(answer)
        assert buttons(answer)["Draft the reply"] == "case.draft"


NO_CASES = {
    "12": "12",
    "#99": "99",
    "": "without a number",
    "twelve": "twelve",
    "-1": "-1",
    "1.5": "1.5",
    "1 OR 1=1": "1 OR 1=1",
    "١٢": "١٢",
    "①": "①",
    "9" * 18: "9" * 18,
    "9" * 400: "9" * 40,
    "<!channel>": "&lt;!channel&gt;",
}


async def test_a_case_that_does_not_exist_is_said_not_to(amara: Person) -> None:
    for number, named in NO_CASES.items():
        answer = await amara.command(f"case {number}")
        assert words(answer).startswith(f"There is no case {named.removeprefix('#')}.")
        assert not alive(answer)


async def test_a_case_that_one_person_looks_at_can_be_shared(amara: Person, jonas: Person, world: World) -> None:
    await world.say("The phone swells.")
    answer = await amara.command("case 1")
    await amara.press(answer, "case.share")
    shared = await jonas.card()
    assert "The mention came in." in words(shared)
    assert "case.share" not in buttons(shared).values()


async def test_nothing_waits_for_a_person_without_work_who_may_bring_something_in(priya: Person) -> None:
    answer = await priya.command("mine")
    assert "Nothing waits for you." in words(answer)
    await priya.press(answer, "mention.report")
    assert (await priya.modal())["callback_id"] == "mention.report"


async def test_mine_lists_what_to_sign_what_i_own_and_what_my_function_is_asked(
    li: Person, amara: Person, world: World
) -> None:
    for text in ("Signed phone swells.", "Owned phone swells.", "Asked phone swells."):
        await world.say(text)
    cards = {message["text"]: message for message in await world.slack.messages(SAFETY)}
    await amara.press(cards["Product safety · Signed phone swells"], "case.claim")
    await amara.press(await amara.command("case 1"), "case.draft")
    await amara.submit(text="We are sorry.")
    await li.press(cards["Product safety · Owned phone swells"], "case.claim")
    answer = await li.command("mine")
    assert (
        words(answer).index("*To sign off*") < words(answer).index("*Your input is") < words(answer).index("*Yours*")
    )
    assert {one["text"]["text"]: one["value"] for one in elements(answer)}["Read and sign"] == "1:1"
    await li.press(answer, "case.sign_off")
    assert (await li.modal())["title"]["text"] == "Sign off revision 1"
    await li.press(answer, "case.show")
    assert "Owned phone swells" in words(await li.sees_ephemeral())
    await li.press(answer, "case.contribute", "3")
    assert "Asked phone swells" in words(await li.modal())


async def test_the_board_is_joined_and_left_by_its_button(amara: Person) -> None:
    empty = await amara.command("board")
    assert "Initiative · November 2026\nNobody is on the board yet." in words(empty)
    assert "If you joined, you would not be among those shown now. Nobody has joined yet." in words(empty)
    await amara.press(empty, "board.join")
    await amara.submit()
    await amara.closes()
    joined = await amara.command("board")
    assert "unless you are shown). 1 joined." in words(joined)
    await amara.press(joined, "board.leave")
    assert "You are off the boards" in (await amara.sees_ephemeral())["text"]
    assert "Nobody has joined yet." in words(await amara.command("board"))


BOARDS = {
    "board safety 2026-10": "Initiative · Product safety · October 2026\nThis month is closed.",
    "board last month functions": "Functions · October 2026",
    "board 2026-11 care initiative": "Initiative · Customer care · November 2026\nNobody is on the board yet.",
    "board Functions": "Functions · November 2026\nNo function has 5 people that Muster knows of",
}


async def test_the_words_for_a_board_come_in_any_order(amara: Person) -> None:
    for typed, shown in BOARDS.items():
        assert shown in words(await amara.command(typed)), typed


async def test_from_a_board_one_goes_to_the_other_and_back_in_time(amara: Person) -> None:
    board = await amara.command("board care")
    await amara.press(board, "board.functions")
    functions = await amara.sees_ephemeral()
    assert "Functions · Customer care · November 2026" in words(functions)
    await amara.press(functions | {"ephemeral_id": functions["ts"]}, "board.earlier")
    assert "Functions · Customer care · October 2026" in words(await amara.sees_ephemeral())


DIGESTS = {"digest": "Product safety", "digest voice": "Public voice", "digest care": "Customer care"}


async def test_a_digest_is_of_the_community_named_else_of_the_channel_else_of_the_default(
    amara: Person, world: World
) -> None:
    for typed, title in DIGESTS.items():
        answer = words(await amara.command(typed))
        assert answer.startswith(f"What we did for customers · {title} · week 47 (16–22 Nov)")
        assert "16–22 Nov 2026 · Europe/Berlin · provisional: this week is not over" in answer
    assert "Customer care" in words(await Person(world, amara.id, "C0GENERAL").command("digest"))


async def test_a_digest_is_of_the_week_named(amara: Person) -> None:
    for typed in ("digest care 2026-W46", "digest care 2026-w46"):
        answer = words(await amara.command(typed))
        assert answer.startswith("What we did for customers · Customer care · week 46 (9–15 Nov)")
        assert "Europe/Berlin · final" in answer
    assert "Product safety · week 46" in words(await amara.command("digest 2026-W46"))
    assert "Product safety · week 46" in words(await amara.command("digest Last week"))
    assert "Customer care · week 46" in words(await amara.command("digest care last week"))
    assert "Product safety · week 47" in words(await amara.command("digest this week"))


async def test_how_credit_is_counted_is_a_press_away(amara: Person) -> None:
    await amara.press(await amara.command("digest"), "board.counted")
    assert "Speed, volume and signing off earn nothing." in words(await amara.sees_ephemeral())


async def test_a_digest_of_an_unknown_community_names_those_there_are(amara: Person) -> None:
    for name in ("nowhere", "<!channel>", "x" * 3_500, "& " * 900):
        answer = await amara.command(f"digest {name}")
        assert "The communities are: care, safety, voice." in words(answer)
        assert not alive(answer)


async def test_a_digest_is_shared_with_everyone_in_the_channel_without_the_button(
    amara: Person, world: World
) -> None:
    answer = await amara.command("digest")
    assert buttons(answer)["Share here"] == "digest.share"
    assert not await world.slack.messages(SAFETY, JONAS)
    await amara.press(answer, "digest.share")
    [shared] = await world.slack.messages(SAFETY, JONAS)
    assert words(shared).startswith("What we did for customers · Product safety")
    assert "Share here" not in buttons(shared)


async def test_mention_opens_the_form_with_what_was_typed_as_far_as_it_can_hold_it(amara: Person) -> None:
    forms = {"": None, "My phone\nis & <hot>": "My phone\nis & <hot>", "&" * 9_000: "&" * 3_000}
    for typed, filled in forms.items():
        done = await amara.types(f"mention {typed}")
        assert done["ephemerals"] == []
        assert field(await amara.modal(), "text").get("initial_value") == filled


async def test_a_command_is_answered_in_a_direct_message_too(world: World, amara: Person) -> None:
    assert "Nothing waits" in words(await Person(world, amara.id, "U0MUSTER").command())
