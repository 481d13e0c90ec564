"""What people write below a card counts as input, once, and is told to nobody outside."""

import asyncio

import pytest

from tests.people import Json, Person, nothing_is_parked, words
from tests.world import SAFETY, TOM, World


@pytest.fixture
async def card(world: World, amara: Person) -> Json:
    """A case of product safety, free to claim."""
    await world.say("The phone swells.", author="dana")
    return await amara.card()


async def contributions(person: Person) -> int:
    """How often the case's timeline tells of input."""
    return words(await person.command("case 1")).count("gave input")


async def event_of(world: World, ts: str) -> str:
    """The id of the event that told Muster of a message."""
    [event_id] = [
        event["envelope"]["event_id"]
        for event in (await world.slack.see("state"))["events"]
        if event["envelope"]["event"].get("ts") == ts and "subtype" not in event["envelope"]["event"]
    ]
    return str(event_id)


async def test_a_reply_answers_for_the_function_of_its_author(card: Json, jonas: Person) -> None:
    await jonas.speak_in(card, "A known batch.")
    shown = words(await jonas.card())
    assert f"*Engineering* ✓ {jonas.name}" in shown
    assert "*Legal* ◷ asked" in shown


async def test_a_reply_counts_once_however_often_slack_tells_of_it(card: Json, jonas: Person, world: World) -> None:
    event_id = await event_of(world, await jonas.speak_in(card, "A known batch."))
    again = await world.slack.do("redeliver", event_id=event_id, times=4)
    assert again["statuses"] == [200] * 4
    at_once = await asyncio.gather(*(world.slack.do("redeliver", event_id=event_id) for _ in range(4)))
    assert [one["statuses"] for one in at_once] == [[200]] * 4
    await world.settle()
    assert await contributions(jonas) == 1


async def test_two_replies_count_twice_and_name_their_author_once(card: Json, jonas: Person) -> None:
    await jonas.speak_in(card, "A known batch.")
    await jonas.speak_in(card, "A known batch.")
    assert await contributions(jonas) == 2
    assert f"*Engineering* ✓ {jonas.name} ·" in words(await jonas.card())


async def test_a_reply_is_not_repeated_by_muster_nor_sent_outside(card: Json, jonas: Person, world: World) -> None:
    await jonas.speak_in(card, "A known batch.")
    channel = world.workspace.conversations.channels[SAFETY]
    assert [reply.text for reply in channel.replies(card["ts"])] == ["A known batch."]


async def test_a_reply_of_somebody_whose_function_is_not_asked_helps_all_the_same(card: Json, world: World) -> None:
    tom = Person(world, TOM, SAFETY)
    await tom.speak_in(card, "We had this in spring.")
    assert await contributions(tom) == 1
    assert "✓" not in words(await tom.card())


async def test_a_reply_of_somebody_without_a_function_counts_for_no_slot(card: Json, world: World) -> None:
    async with (uow := world.muster.uow()):
        tom = await uow.members.get(TOM)
        await uow.members.put([type(tom)(id=tom.id, name=tom.name, function=None)])
        await uow.commit()
    person = Person(world, TOM, SAFETY)
    await person.speak_in(card, "I saw it too.")
    assert f"{person.name} gave input. “I saw it too.”" in words(await person.command("case 1"))
    assert "✓" not in words(await person.card())
    assert await nothing_is_parked(world)


async def test_after_the_answer_a_reply_still_counts_and_after_the_end_no_more(card: Json, jonas: Person) -> None:
    await jonas.choose(card, "dismiss")
    await jonas.submit(reason="Spam.")
    await jonas.speak_in(card, "Was it, though?")
    assert await contributions(jonas) == 0
    await jonas.press(await jonas.card(), "case.reopen")
    await jonas.submit(reason="It was not.")
    await jonas.speak_in(card, "I told you.")
    assert await contributions(jonas) == 1


async def test_a_reply_without_words_is_no_input(card: Json, jonas: Person) -> None:
    for text in ("   ", "\n", "\u00a0"):
        await jonas.speak_in(card, text)
    assert await contributions(jonas) == 0


async def test_what_is_said_beside_the_card_is_no_input(card: Json, jonas: Person, world: World) -> None:
    await world.slack.do("speak", user=jonas.id, channel=SAFETY, text="Lunch?")
    other = await world.slack.do("speak", user=jonas.id, channel=SAFETY, text="A thread of our own")
    await jonas.speak_in(other, "Pizza.")
    assert await contributions(jonas) == 0
    assert await nothing_is_parked(world)


async def test_what_muster_itself_says_in_the_thread_is_no_input(card: Json, amara: Person) -> None:
    await amara.press(card, "case.claim")
    await amara.press(await amara.card(), "case.draft")
    await amara.submit(text="We are sorry.")
    assert await contributions(amara) == 0


async def test_a_correction_of_a_reply_does_not_count_again(card: Json, jonas: Person, world: World) -> None:
    ts = await jonas.speak_in(card, "A known batch.")
    await world.slack.do("edit", user=jonas.id, channel=SAFETY, ts=ts, text="A known batch: 7.")
    await world.settle()
    assert await contributions(jonas) == 1


async def test_a_very_long_reply_with_every_sign_is_kept(card: Json, jonas: Person, world: World) -> None:
    await jonas.speak_in(card, "\u202e<!channel>\u0000 & 👩‍👩‍👧\n" * 1_000)
    assert await contributions(jonas) == 1
    assert await nothing_is_parked(world)


async def test_an_edited_reply_is_followed_and_shows_in_the_timeline(card: Json, jonas: Person, world: World) -> None:
    said = await jonas.speak_in(card, "A known batch.")
    await world.slack.do("edit", user=jonas.id, channel=SAFETY, ts=said, text="Batch 7, to be exact.")
    await world.settle()
    assert f"{jonas.name} changed their input." in words(await jonas.command("case 1"))


async def test_a_deleted_reply_no_longer_answers(card: Json, jonas: Person, world: World) -> None:
    said = await jonas.speak_in(card, "A known batch.")
    assert f"*Engineering* ✓ {jonas.name}" in words(await jonas.card())
    await world.slack.do("delete", user=jonas.id, channel=SAFETY, ts=said)
    await world.settle()
    assert "*Engineering* ◷ asked" in words(await jonas.card())
    assert f"{jonas.name}’s input was deleted." in words(await jonas.command("case 1"))
    assert await nothing_is_parked(world)
