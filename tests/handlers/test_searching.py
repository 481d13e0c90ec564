"""`/muster search`: what is found, page by page, and what is said where nothing is."""

from bot.domain.inquiry import FILTERS
from tests.people import Person, alive, buttons, words
from tests.world import SAFETY, World


async def test_a_search_turns_its_pages_by_buttons(amara: Person, world: World) -> None:
    mentions = [{"text": f"Red phone number {n:02}.", "posted_at": f"2026-11-17T10:{n:02}:00Z"} for n in range(23)]
    assert (await world.webhook({"mentions": mentions})).status_code == 202
    await world.settle()

    def found(message: dict[str, object]) -> list[str]:
        return [line.split(".")[0][-2:] for line in words(message).splitlines() if line.startswith("Red phone")]

    page = await amara.command("search red PHONE")
    assert found(page) == [f"{n:02}" for n in range(22, 12, -1)]
    assert "Newer" not in buttons(page)
    await amara.press(page, "list.search.older")
    page = await amara.sees_ephemeral()
    assert found(page) == [f"{n:02}" for n in range(12, 2, -1)]
    await amara.press(page, "list.search.older")
    page = await amara.sees_ephemeral()
    assert found(page) == ["02", "01", "00"]
    assert "Older" not in buttons(page)
    await amara.press(page, "list.search.newer")
    assert found(await amara.sees_ephemeral())[0] == "12"


async def test_turning_a_page_takes_the_place_of_the_last_one(amara: Person, world: World) -> None:
    await world.webhook({"mentions": [{"text": f"Red phone {n}"} for n in range(11)]})
    await world.settle()
    page = await amara.command("search phone")
    await amara.press(page, "list.search.older")
    seen = await world.slack.messages(SAFETY, amara.id)
    assert [message["ts"] for message in seen if message.get("is_ephemeral")] == [page["ts"]]


SEARCHES: dict[str, set[str]] = {
    "battery swollen": {"swollen battery pack", "battery is swollen"},
    '"swollen battery"': {"swollen battery pack"},
    "battery -pack": {"battery is swollen"},
    "pack or refund": {"swollen battery pack", "refund please"},
    '"unclosed quote battery': set(),
    "battery & | ! ( ) : * <-> '": {"swollen battery pack", "battery is swollen"},
    "\\": set(),
    "%": set(),
    "refund\x00 please": {"refund please"},
}


async def test_a_search_takes_operators_and_quotes_and_never_breaks(amara: Person, world: World) -> None:
    texts = {"swollen battery pack", "battery is swollen", "refund please"}
    await world.webhook({"mentions": [{"text": text} for text in texts]})
    await world.settle()
    for query, found in SEARCHES.items():
        answer = words(await amara.command(f"search {query}"))
        assert {text for text in texts if f"{text}\n" in answer} == found, query


async def test_a_search_tells_where_a_mention_went_and_opens_its_case(amara: Person, world: World) -> None:
    await world.say("The screen swells up.", author="dana")
    answer = await amara.command("search screen")
    assert "Product safety · open" in words(answer)
    await amara.press(answer, "case.show", "1")
    assert "Owner: nobody yet" in words(await amara.sees_ephemeral())


async def test_a_search_without_words_says_what_to_type_with_an_example_of_each_filter(amara: Person) -> None:
    answer = words(await amara.command("search"))
    assert "Say what to look for" in answer
    assert all(f"`{example}`" in answer for example in FILTERS)


async def test_a_search_tells_the_kinds_apart_and_what_it_understood(amara: Person, li: Person, world: World) -> None:
    await world.say("My phone swells.", author="dana")
    await amara.press(await amara.card(), "case.claim")
    await amara.press(await amara.command("case 1"), "case.draft")
    await amara.submit(text="Please stop using the phone.")
    answer = words(await li.command("search phone in:safety after:2026-01-31"))
    assert "Looked for: in Product safety · after 31 Jan 2026. Newest first." in answer
    assert f"Please stop using the phone.\nDraft by {amara.name}, revision 1 · " in answer
    assert "My phone swells.\nMention by dana · web · " in answer
    assert answer.index("Please stop") < answer.index("My phone")


async def test_an_empty_search_offers_to_leave_out_the_filter_in_the_way(amara: Person, world: World) -> None:
    await world.say("My phone swells.", author="dana")
    empty = await amara.command("search phone in:care kind:mention")
    assert "nothing found. Without `in:care` there is something." in words(empty)
    await amara.press(empty, "list.search.wider")
    wider = words(await amara.sees_ephemeral())
    assert "My phone swells." in wider
    assert "Looked for: mentions only." in wider


async def test_a_filter_that_is_none_is_answered_with_the_right_form(amara: Person) -> None:
    assert "Did you mean `source:`?" in words(await amara.command("search battery sorce:web"))
    assert "There is no community “&lt;!channel&gt;”" in words(await amara.command("search in:<!channel>"))
    assert not alive(await amara.command("search by:<!channel>"))


async def test_what_a_search_looks_for_is_shown_escaped(amara: Person) -> None:
    answer = await amara.command("search <!channel> " + "&" * 180)
    assert "nothing found" in words(answer)
    assert not alive(answer)


async def test_more_words_than_a_search_takes_are_refused_whole(amara: Person) -> None:
    assert "200 characters is the most" in words(await amara.command("search " + "swollen " * 100))
