"""Whom to ask: suggested in a modal with the reason, asked at once, spared where they were asked often."""

import pytest

from bot.usecases.ask_for_input import ask_for_input
from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from bot.usecases.draft_reply import draft_reply
from bot.usecases.record_reply import record_reply
from bot.usecases.sign_off import sign_off
from tests.builders import ANSWER, LINK, case_at, do, jonas, li, mention, rows
from tests.builders import amara as amara_member
from tests.people import Json, Person, field, nothing_is_parked, words
from tests.world import JONAS, PRIYA, World

SWELLS = "The charger makes my battery swell."


@pytest.fixture
async def card(world: World, amara: Person) -> Json:
    """A case about a battery, after Jonas was confirmed to have helped with another one."""
    await jonas_helps(world, "The charger ruins the battery.")
    await world.say(SWELLS, author="dana")
    return await amara.card()


async def jonas_helps(world: World, text: str) -> None:
    """A case in which Jonas gives this input, which is confirmed when it ends."""
    past = await case_at(world.muster, "claimed", mention("My battery swells on the charger.", thread=text))
    await do(world.muster, contribute, past.id, jonas, text, identity=text, in_thread=True)
    await do(world.muster, draft_reply, past.id, amara_member, ANSWER, after=0)
    await do(world.muster, sign_off, past.id, li, revision=1)
    await do(world.muster, record_reply, past.id, amara_member, revision=1, text=ANSWER, url=LINK)
    await do(world.muster, close_case, past.id, li, outcome="Replaced.", helped=[(jonas.id, "answer:engineering")])


async def test_who_helped_before_is_suggested_with_the_reason_and_asked_at_once(
    world: World, card: Json, amara: Person
) -> None:
    await amara.choose(card, "suggest")
    shown = words(await amara.modal())
    jonas_name = Person(world, JONAS).name
    assert f"*{jonas_name}*\nAnswered 1 confirmed case on “" in shown
    assert "Nobody of Legal who is free has helped with such a matter yet." in shown
    await amara.press_in(await amara.modal(), "case.suggest.ask", f"2:{JONAS}")
    assert f"{jonas_name} is asked now." in words(await amara.modal())
    assert f"*{jonas_name}*\nAnswered" not in words(await amara.modal())
    [*_, asked] = (await amara.card())["replies"]
    assert f"asked <@{JONAS}> for input" in words(asked)
    assert await nothing_is_parked(world)


async def test_who_takes_themselves_out_is_suggested_no_more(world: World, card: Json, amara: Person) -> None:
    out = await Person(world, JONAS).command("suggestions off")
    assert "You are not suggested to anyone." in words(out)
    await amara.choose(card, "suggest")
    assert "Answered" not in words(await amara.modal())
    await Person(world, JONAS).press(out, "suggestions.set")
    await amara.closes()
    await amara.choose(card, "suggest")
    assert "Answered" in words(await amara.modal())
    refused = await Person(world, JONAS).command("suggestions maybe")
    assert "`/muster suggestions on`" in (words(refused) or refused["text"])


async def test_asking_somebody_too_often_must_be_meant(world: World, card: Json, amara: Person) -> None:
    for number in range(world.muster.company.most_asks):
        case = await case_at(world.muster, said=mention(f"Fire {number}.", thread=f"often-{number}"))
        await do(world.muster, ask_for_input, case.id, li, function="", person=JONAS)
    await world.settle()
    await amara.choose(card, "suggest")
    assert f"*{Person(world, JONAS).name}*" not in words(await amara.modal())
    await amara.closes()
    await amara.choose(card, "ask")
    await amara.submit(person=JONAS)
    warned = await amara.modal()
    assert f"{Person(world, JONAS).name} was asked 5 times this week." in words(warned)
    assert field(warned, "person")["initial_user"] == JONAS
    await amara.submit(anyway=["yes"])
    assert await amara.sees_no_modal()


async def test_what_a_case_is_about_is_corrected_and_the_card_follows(world: World, amara: Person) -> None:
    await world.say("The phone swells.", author="dana")
    assert "Why first: safety words." in words(await amara.card())
    await amara.press(await amara.card(), "case.reread")
    assert (await amara.modal())["title"]["text"] == "Correct what this is"
    assert [one["value"] for one in field(await amara.modal(), "intents")["initial_options"]] == ["safety"]
    await amara.submit(intents=["question", "defect"])
    card = await amara.card()
    assert f"Defect, question, by the word of {amara.name}" in words(card)
    assert "Why first" not in words(card)
    await world.say("The phone swells.", author="dana")
    assert "Why first" not in words(await amara.card()), "what a person said holds"
    assert await rows(world.muster, "SELECT kind, labels FROM lessons") == [("intent", ["defect", "question"])]
    await amara.press(card, "case.more")
    await amara.press_in(await amara.modal(), "case.timeline")
    assert f"{amara.name} corrected what this is: Defect, Question." in words(await amara.modal())


async def test_a_topic_that_hangs_on_one_person_can_be_learned(world: World, priya: Person) -> None:
    for charger in ("old", "red", "big"):
        await jonas_helps(world, f"The {charger} charger ruins it.")
    digest = await priya.command("digest safety")
    assert "Only one person answers on “battery swells”. Want to learn it?" in words(digest)
    await priya.press(digest, "topic.learn")
    assert "“battery swells” is shown your name" in words(await priya.sees_ephemeral())
    assert await rows(world.muster, "SELECT member, topic FROM learners") == [(PRIYA, "battery swells")]
