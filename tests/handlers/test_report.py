"""`/muster report`, asked and shared through Slack's own door."""

from bot.domain.case import CaseId
from handlers.blocks.digest import digest_message
from tests.builders import advance, everyone
from tests.handlers.sheets import COMPANY, Texts, digest
from tests.people import Person, buttons, words
from tests.world import CARE, VOICE, World


def cells(message: dict[str, object]) -> list[list[str]]:
    """The table of a message, row by row."""
    tables = [block for block in message["blocks"] if block["type"] == "table"]
    return [[cell["text"] for cell in row] for one in tables for row in one["rows"]]


async def answered_and_open(world: World) -> None:
    """A case of product safety that was answered in time, and one that is open past its time."""
    await world.say("My phone swells.", author="dana")
    world.clock.forward(minutes=41)
    await advance(world.muster, CaseId(1), "closed")
    await world.say("My charger burns.", author="lee")
    world.clock.forward(hours=3)
    await world.settle()


async def test_it_tells_how_fast_customers_were_answered_with_what_each_number_rests_on(
    amara: Person, world: World
) -> None:
    await answered_and_open(world)
    told = await amara.command("report")
    said = words(told)
    assert "Report · Product safety · November 2026" in said
    assert "This month is not over; the numbers are provisional." in said
    assert "*First response:* 41 min (median of 1) · 1 of 2 in time" in said
    assert "*Next response:* – (no customer wrote again and was answered)" in said
    assert "*Resolution:* 41 min (median of 1) · 1 of 1 in time" in said
    assert "*Answered, of the cases that came in:* 50% (1 of 2)" in said
    assert "*Satisfied customers (4 or 5 of 5):* – (no customer has judged an answer)" in said
    assert "*1 case* open past its time right now." in said
    table = cells(told)
    assert ["first response", "41 min", "41 min", "1 of 2", "1"] in table
    assert ["input of Legal", "–", "–", "0 of 1", "0"] in table


async def test_a_community_and_a_period_can_be_named_and_an_empty_one_says_so(amara: Person, world: World) -> None:
    await answered_and_open(world)
    everywhere = Person(world, amara.id, VOICE)
    assert "Report · Public voice · November 2026" in words(await everywhere.command("report"))
    assert "*First response:* 41 min" in words(await everywhere.command("report all this week"))
    assert "*First response:* 41 min" in words(await everywhere.command("report safety 2026-W47"))
    empty = words(await everywhere.command("report care last week"))
    assert "Report · Customer care · week 46 of 2026 (9–15 Nov)" in empty
    assert "Nothing came in, was answered or fell due in week 46 of 2026 (9–15 Nov)." in empty


WRONG = {
    "report sefty": "“sefty” is neither a community nor a period. The communities are: care, safety, voice, or all",
    "report safety 2026-W99": "“2026-W99” is not a period. Write this week, last week, this month or last month",
    "report <!channel>": "“&lt;!channel&gt;” is neither a community nor a period.",
}


async def test_what_is_neither_a_community_nor_a_period_is_told_the_right_forms(amara: Person) -> None:
    for typed, answer in WRONG.items():
        assert answer in words(await amara.command(typed))


async def test_it_can_be_shared_for_the_same_community_and_period_and_names_nobody(
    amara: Person, world: World
) -> None:
    await answered_and_open(world)
    elsewhere = Person(world, amara.id, CARE)
    told = await elsewhere.command("report safety this month")
    world.clock.forward(days=20)
    await elsewhere.press(told, "report.share")
    shared = (await world.slack.messages(CARE))[-1]
    assert "Report · Product safety · November 2026" in words(shared)
    assert "*First response:* 41 min (median of 1) · 1 of 2 in time" in words(shared)
    assert "Share here" not in buttons(shared)
    assert not [one.name for one in everyone if one.name in words(shared)]


async def test_guests_are_refused(world: World) -> None:
    world.workspace.conversations.channels[CARE].members.append("U0GUEST")
    visitor = Person(world, "U0GUEST", CARE)
    assert words(await visitor.command("report")).startswith("Guests")


def test_the_digest_counts_by_the_same_definitions() -> None:
    texts = Texts(said="It swells.", inside="Replaced.", name="amara", url="https://x.example/1", stage=2)
    said = words(digest_message(digest(texts), COMPANY, {}).as_arguments())
    assert "(median of 2, nine in ten within 3 d 11 h; last week 41 min) · 1 of 2 in time" in said
    assert "*Resolved* in 41 min (1 case" in said, "nine in ten of one case say nothing"
