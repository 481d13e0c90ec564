"""Bringing a mention in by hand: by command, by shortcut, and from a message."""

from tests.people import Json, Person, field, words
from tests.world import CARE, SAFETY, VOICE, World

TITLES = {SAFETY: "Product safety", VOICE: "Public voice", CARE: "Customer care"}


async def shortcut(person: Person, callback_id: str, **more: str) -> Json:
    """Choose a shortcut; gives the modal that opens."""
    await person.world.slack.do("shortcut", user=person.id, callback_id=callback_id, **more)
    return await person.modal()


async def test_a_report_by_command_lets_the_rules_choose_and_names_who_brought_it_in(
    world: World, amara: Person
) -> None:
    await amara.types("mention The phone swells.")
    assert field(await amara.modal(), "community")["initial_option"]["text"]["text"] == "Let the rules decide"
    sent = await amara.submit(author="Dana <from> the shop", url="https://shop.example/1")
    assert sent["result"] == "updated"
    assert f"Thank you. It opened case 1 in <#{SAFETY}>." in words(await amara.modal())
    card = words(await amara.card())
    assert ">The phone swells." in card
    assert f"Dana &lt;from&gt; the shop, brought in by {amara.name}" in card
    assert "<https://shop.example/1|Link>" in card


async def test_a_report_goes_where_the_person_chooses(world: World, amara: Person) -> None:
    view = await shortcut(amara, "mention.report")
    assert "initial_value" not in field(view, "text")
    await amara.submit(text="The phone swells.", community="voice")
    assert f"<#{VOICE}>" in words(await amara.modal())
    assert not await world.slack.messages(SAFETY, amara.id)
    assert "no rule matched" in words(await Person(world, amara.id, VOICE).card())


async def test_a_message_is_brought_in_with_its_words_as_they_were_typed(world: World, amara: Person) -> None:
    typed = "Dana says: R&amp;D &lt;3, but it swells &amp;amp; burns"
    said = await world.slack.do("speak", user=amara.id, channel="C0GENERAL", text=typed)
    view = await shortcut(amara, "mention.report_message", channel="C0GENERAL", ts=said["ts"])
    assert field(view, "text")["initial_value"] == "Dana says: R&D <3, but it swells &amp; burns"
    await amara.submit()
    assert ">Dana says: R&amp;D &lt;3, but it swells &amp;amp; burns" in words(await amara.card())


async def test_a_message_longer_than_the_form_is_cut_to_what_it_can_hold(world: World, amara: Person) -> None:
    said = await world.slack.do("speak", user=amara.id, channel="C0GENERAL", text="&amp;" * 4_000)
    view = await shortcut(amara, "mention.report_message", channel="C0GENERAL", ts=said["ts"])
    assert field(view, "text")["initial_value"] == "&" * 3_000


async def test_a_bad_report_is_refused_at_its_field_and_all_of_it_is_kept(world: World, amara: Person) -> None:
    await amara.types("mention")
    blank = await amara.submit(text="  ", author="Dana")
    assert blank["errors"] == {"text": "Write what the customer said."}
    bad_link = await amara.submit(text="It swells.", url='https://x"y.example/')
    assert bad_link["errors"] == {"url": "This is no link; it should start with https://, or stay empty."}
    kept = (await amara.modal())["state"]["values"]
    assert [kept[name][name]["value"] for name in ("text", "author", "url")] == [
        "It swells.",
        "Dana",
        'https://x"y.example/',
    ]
    assert (await amara.submit(url=""))["result"] == "updated"


async def test_an_author_longer_than_can_be_kept_is_refused_at_its_field(amara: Person) -> None:
    await amara.types("mention It swells.")
    unlike = "".join(chr(0x4E00 + n) for n in range(3_000))
    assert set((await amara.submit(author=unlike))["errors"]) == {"author"}
    assert (await amara.submit(author=unlike[:200]))["result"] == "updated"


async def test_two_reports_of_the_same_words_of_an_author_are_one_case(amara: Person, jonas: Person) -> None:
    for person in (amara, jonas):
        await person.types("mention The phone swells.")
        await person.submit(author="Dana")
    assert f"It joined case 1 in <#{SAFETY}>." in words(await jonas.modal())
    assert "2 mentions by 1 person" in words(await jonas.card())


async def test_the_communities_to_choose_from_are_those_of_the_company(amara: Person) -> None:
    view = await shortcut(amara, "mention.report")
    labels = [option["text"]["text"] for option in field(view, "community")["options"]]
    assert labels == ["Let the rules decide", *TITLES.values()]
