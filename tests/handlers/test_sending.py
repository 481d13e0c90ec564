"""The answer goes out from the card, the customer writes back, and says how it was."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.muster_file import MusterFile
from tests.people import Json, Person, buttons, elements, nothing_is_parked, primary, words
from tests.world import EVA, SAFETY, SetClock, World, make_world

SORRY = "Please unplug it. A new one is on its way."


@pytest.fixture
async def world(database_url: str, muster_file: MusterFile, clock: SetClock) -> AsyncIterator[World]:
    """A world in which customers can be answered through their source."""
    async with make_world(database_url, muster_file, clock, replying=True) as made:
        await made.muster_knows_everyone()
        yield made


@pytest.fixture
async def signed(world: World, amara: Person, li: Person) -> Json:
    """A customer's case that amara owns, with an answer that li has signed."""
    await says(world, "The phone swells.", mention_id="m1")
    await amara.press(await amara.card(), "case.claim")
    await amara.press(await amara.card(), "case.draft")
    await amara.submit(text=SORRY)
    await li.press(await li.card(), "case.sign_off")
    await li.submit()
    return await amara.card()


@pytest.fixture
async def answered(signed: Json, amara: Person) -> Json:
    """The same case, sent a minute later."""
    amara.world.clock.forward(minutes=1)
    await amara.press(signed, "case.send")
    await amara.submit()
    return await amara.card()


async def says(world: World, text: str, **more: str) -> None:
    """A customer speaks outside."""
    await world.workspace.customers.say(text, "dana", at=world.clock.now().isoformat(), **more)
    await world.settle()


async def goes_wrong(world: World, mode: str, **more: object) -> None:
    await world.slack.do("reply_fault", mode=mode, **more)


def heard(world: World) -> list[str]:
    """What the customer read, in order."""
    said = world.workspace.customers.correspondence.conversations["m1"].said.values()
    return [one.text for one in said if one.kind == "reply"]


async def thread(person: Person, card: Json) -> list[Json]:
    return (await person.world.slack.thread(SAFETY, card["ts"], person.id))[1:]


async def test_it_is_read_once_more_then_sent_and_the_card_says_where_it_stands(
    world: World, signed: Json, amara: Person
) -> None:
    assert primary(signed) == ["Send"]
    await amara.press(signed, "case.send")
    view = await amara.modal()
    assert view["title"]["text"] == view["submit"]["text"] == "Send revision 1"
    assert SORRY in words(view)
    assert "*To* *dana* on web, in answer to:\n>The phone swells." in words(view)
    assert (await amara.submit())["result"] == "closed"
    assert heard(world) == [SORRY]
    card = await amara.card()
    assert re.search(rf"Answered by {amara.name} · <http://127.0.0.1:\d+/#customer=reply-[\w-]+\|Reply>", words(card))
    assert primary(card) == ["Close"]
    assert f"{amara.name} answered the customer" in words((await thread(amara, card))[-1])
    assert await nothing_is_parked(world)


async def test_while_it_is_on_its_way_the_card_says_so_and_after_a_failure_why(
    world: World, signed: Json, amara: Person
) -> None:
    await goes_wrong(world, "error")
    await amara.press(signed, "case.send")
    await amara.submit()
    card = await amara.card()
    assert f"Revision 1 is on its way, sent by {amara.name}" in words(card)
    assert primary(card) == []
    await goes_wrong(world, "refuse")
    await world.bring_due()
    card = await amara.card()
    assert "⚠ It could not be sent: The place where the customer wrote does not take this reply." in words(card)
    told = (await thread(amara, card))[-1]
    assert f"<@{amara.id}>, the answer could not be sent: The place where" in words(told)
    assert "It stays signed off." in words(told)
    await amara.press(card, "case.send")
    assert "⚠ The last attempt failed: The place where" in words(await amara.modal())
    await amara.submit()
    assert heard(world) == [SORRY]


async def test_what_was_posted_by_hand_is_recorded_instead_and_a_difference_shows_both_texts(
    signed: Json, amara: Person
) -> None:
    await amara.press(signed, "case.send")
    await amara.press_in(await amara.modal(), "case.reply")
    assert (await amara.modal())["title"]["text"] == "Record as sent"
    await amara.submit(text="Please unplug it.", url="https://forum.example/1#2")
    told = words((await thread(amara, signed))[-1])
    assert "⚠ What went out differs from what was signed." in told
    assert f"What went out:\n>Please unplug it.\nWhat was signed:\n>{SORRY}" in told


async def test_a_second_answer_is_shown_the_first_and_keeps_what_was_typed(
    world: World, clock: SetClock, signed: Json, amara: Person
) -> None:
    eva = Person(world, EVA, SAFETY)
    await eva.press(signed, "case.send")
    await eva.press_in(await eva.modal(), "case.reply")
    await amara.press(signed, "case.send")
    await amara.submit()
    clock.forward(minutes=2)
    await eva.submit(text="My own words.", url="https://forum.example/1#2")
    view = words(await eva.modal())
    assert f"{amara.name} answered this 2 minutes ago: <" in view
    assert f">{SORRY}" in view
    assert ">My own words." in view
    assert heard(world) == [SORRY]


async def test_a_customer_who_writes_again_is_quoted_and_the_owner_is_told(
    world: World, answered: Json, amara: Person
) -> None:
    await says(world, "It <swells> again.", thread="m1")
    card = await amara.card()
    assert card["ts"] == answered["ts"]
    assert ">The phone swells." in words(card)
    assert "dana wrote again" in words(card)
    assert ">It &lt;swells&gt; again." in words(card)
    assert "Next reply due" in words(card)
    told = words((await thread(amara, card))[-1])
    assert told.startswith(f"<@{amara.id}>, the customer wrote again, so this is ours to answer.")
    assert ">It &lt;swells&gt; again." in told


async def asked_how_it_was(world: World, card: Json, amara: Person) -> str:
    """The link that the customer got."""
    await amara.press(card, "case.feedback")
    view = await amara.modal()
    assert view["submit"]["text"] == "Send the question"
    await amara.submit()
    link = re.search(r"http://\S+/feedback/\S+", heard(world)[-1])
    assert link
    assert link[0] in words(view)
    await amara.closes()
    await amara.press(card, "case.feedback")
    again = await amara.modal()
    assert "This sentence was sent to *dana*" in words(again)
    assert "submit" not in again or again["submit"] is None, "nothing is sent twice, so nothing offers it"
    await amara.closes()
    return link[0]


async def test_a_happy_customer_is_heard_in_the_thread_and_by_those_who_helped(
    world: World, answered: Json, amara: Person
) -> None:
    link = await asked_how_it_was(world, answered, amara)
    async with httpx.AsyncClient(trust_env=False, verify=False) as customer:
        page = await customer.get(link)
        assert SORRY in page.text
        form = {"score": "5", "words": "Thank <you>.", "recommended": "yes", "quotable": "yes"}
        assert (await customer.post(link, data=form)).status_code == 303
    await world.settle()
    told = words((await thread(amara, answered))[-1])
    assert told == "The customer judged the answer: 5 of 5. They have recommended us to someone.\n>Thank &lt;you&gt;."
    (letter,) = await world.slack.messages(amara.id.replace("U0", "D0"), amara.id)
    assert "A customer is satisfied with an answer that you helped with: 5 of 5. Thank you." in words(letter)
    assert ">Thank &lt;you&gt;." in words(letter)
    assert "Ask how it was" not in buttons(await amara.card()), "nobody is asked twice"
    await amara.choose(answered, "feedback")
    assert "The customer has judged this answer already." in words(await amara.modal())
    assert await nothing_is_parked(world)


async def test_an_unhappy_customer_calls_the_owner_who_can_reopen(
    world: World, answered: Json, amara: Person
) -> None:
    link = await asked_how_it_was(world, answered, amara)
    async with httpx.AsyncClient(trust_env=False, verify=False) as customer:
        await customer.post(link, data={"score": "1", "words": "It still swells."})
    await world.settle()
    told = (await thread(amara, answered))[-1]
    assert words(told).startswith(f"<@{amara.id}>, the customer judged the answer: 1 of 5.")
    assert [one["text"]["text"] for one in elements(told)] == ["Reopen"]
    await amara.press(told, "case.reopen")
    await amara.submit(reason="They are right.")
    card = await amara.card()
    assert primary(card) == ["Edit the draft"], "what the customer has already is not offered for sign-off"
    assert "Next reply due" in words(card)
    assert "revision 1 went out already" in words(card)
    assert "case 1 · next reply due" in words(await amara.command("mine")), "the promise that counts now"
    assert "· The customer judged the answer: 1 of 5." in words(await amara.command("case 1"))


async def test_a_letter_whose_call_broke_off_is_looked_for_and_not_sent_twice(
    world: World, answered: Json, amara: Person
) -> None:
    link = await asked_how_it_was(world, answered, amara)
    async with httpx.AsyncClient(trust_env=False, verify=False) as customer:
        await customer.post(link, data={"score": "4"})
    await goes_wrong_in_slack(world, amara)
    await world.settle()
    await world.bring_due()
    assert len(await world.slack.messages(amara.id.replace("U0", "D0"), amara.id)) == 1
    assert await nothing_is_parked(world)


async def goes_wrong_in_slack(world: World, person: Person) -> None:
    """The next message to a person arrives, and nobody says so."""
    await world.slack.do("hang", method="chat.postMessage", mode="drop_after", channel=person.id)


async def test_a_question_that_cannot_be_sent_is_told_to_the_one_who_asked(
    world: World, answered: Json, amara: Person
) -> None:
    await goes_wrong(world, "refuse")
    await amara.press(answered, "case.feedback")
    await amara.submit()
    (letter,) = await world.slack.messages(amara.id.replace("U0", "D0"), amara.id)
    assert "The question how our answer was could not be sent to the customer." in words(letter)
    assert heard(world) == [SORRY]
