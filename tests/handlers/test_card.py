"""The card and its thread, as people use them in the workspace."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.muster_file import MusterFile
from sandbox.people import Person as Account
from tests.people import Json, Person, buttons, nothing_is_parked, primary, words
from tests.world import SAFETY, SetClock, World, make_world


async def test_the_primary_button_leads_from_stage_to_stage(
    world: World, amara: Person, jonas: Person, li: Person
) -> None:
    await world.say("The phone swells.", author="dana")
    assert primary(await amara.card()) == ["Claim"]
    await amara.press(await amara.card(), "case.claim")
    assert primary(await amara.card()) == ["Draft the reply"]
    await amara.press(await amara.card(), "case.draft")
    await amara.submit(text="Please stop charging it.")
    assert primary(await amara.card()) == ["Sign off revision 1"]
    await li.press(await li.card(), "case.sign_off")
    await li.submit()
    assert primary(await amara.card()) == ["Record as sent"]
    await amara.press(await amara.card(), "case.reply")
    await amara.submit(url="https://forum.example/1#2")
    assert primary(await amara.card()) == ["Close"]
    await jonas.press(await jonas.card(), "case.close")
    await jonas.submit(outcome="Replaced.")
    closed = await amara.card()
    assert primary(closed) == []
    assert buttons(closed) == {
        "Timeline": "case.timeline",
        "Reopen": "case.reopen",
        "Ask how it was": "case.feedback",
        "More": "case.more",
    }
    assert words(closed).startswith(f"*The phone swells*\nClosed: Replaced.\nHelped: {amara.name} · first reply")
    await li.press(closed, "case.reopen")
    await li.submit(reason="It swelled again.")
    assert primary(await amara.card()) == ["Edit the draft"], "the customer has the first revision already"


async def test_a_new_draft_takes_the_sign_off_back(world: World, amara: Person, li: Person, jonas: Person) -> None:
    await world.say("The phone swells.")
    await amara.press(await amara.card(), "case.claim")
    await amara.press(await amara.card(), "case.draft")
    await amara.submit(text="We are sorry.")
    await li.press(await li.card(), "case.sign_off")
    await li.submit()
    await jonas.press(await jonas.card(), "case.draft")
    await jonas.submit(text="We are very sorry.")
    assert primary(await amara.card()) == ["Sign off revision 2"]
    assert "revision 2 waits for sign-off" in words(await amara.card())


async def test_a_case_is_released_and_is_free_to_claim_again(world: World, amara: Person, li: Person) -> None:
    await world.say("The phone swells.")
    await amara.press(await amara.card(), "case.claim")
    await li.choose(await li.card(), "release")
    refused = words(await li.modal())
    assert (
        refused == "Only the owner, a lead of Product safety or an administrator may release this. Ask one of them."
    )
    await amara.choose(await amara.card(), "release")
    assert primary(await li.card()) == ["Claim"]
    await li.press(await li.card(), "case.claim")
    assert f"Owner: {li.name} ·" in words(await amara.card())


async def test_more_offers_what_can_be_done_besides(world: World, amara: Person) -> None:
    await world.say("The phone swells.")
    await amara.press(await amara.card(), "case.more")
    offered = buttons(await amara.modal())
    assert {"Timeline", "Draft the reply", "Move elsewhere", "Dismiss", "Ask for input"} <= set(offered)
    assert not {"Release", "Hand over"} & set(offered)
    await amara.press(await amara.card(), "case.claim")
    await amara.press(await amara.card(), "case.more")
    assert {"Release", "Hand over"} <= set(buttons(await amara.modal()))
    await amara.press_in(await amara.modal(), "case.timeline")
    assert f"{amara.name} claimed this." in words(await amara.modal())


async def test_a_long_mention_is_cut_on_the_card_and_shown_whole_on_request(world: World, amara: Person) -> None:
    said = "It swells. " + "Nobody answers. " * 40 + "The end."
    await world.say(said)
    card = await amara.card()
    assert "The end." not in words(card)
    await amara.press(card, "case.read")
    assert "The end." in words(await amara.modal())
    await world.say("It bulges.")
    assert "Show all" not in buttons(await amara.card())


async def test_a_second_mention_of_the_same_matter_counts_up_the_card(world: World, amara: Person) -> None:
    for _ in range(3):
        await world.say("It swells.", author="dana", thread="t1")
    [card] = await world.slack.messages(SAFETY)
    assert "3 mentions by 1 person" in words(card)
    assert await nothing_is_parked(world)


@pytest.fixture
async def crowded(database_url: str, muster_file: MusterFile, clock: SetClock) -> AsyncIterator[World]:
    """Fifty more colleagues, and a client that waits longer than Slack's three seconds on a busy machine."""
    async with make_world(database_url, muster_file, clock, ack_seconds=30) as world:
        for number in range(50):
            account = Account(id=f"U0CROWD{number:02}", name=f"n{number}", real_name=f"Number {number}")
            world.workspace.directory.people[account.id] = account
            world.workspace.conversations.channels[SAFETY].members.append(account.id)
        await world.muster_knows_everyone()
        yield world


async def test_of_fifty_who_claim_at_once_one_wins_and_the_others_are_told_who(crowded: World) -> None:
    await crowded.say("The phone swells.")
    crowd = [Person(crowded, f"U0CROWD{number:02}", SAFETY) for number in range(50)]
    card = await crowd[0].card()
    press = {"channel": SAFETY, "ts": card["ts"], "action_id": "case.claim"}
    pressed = await asyncio.gather(*(crowded.slack.do("press", user=one.id, **press) for one in crowd))
    await crowded.settle()
    assert {done["status"] for done in pressed} == {200}
    told = [(one, whispers(one)) for one in crowd]
    [winner] = [one for one, messages in told if not messages]
    assert f"Owner: {winner.name} ·" in words(await winner.card())
    refusals = [messages for one, messages in told if one != winner]
    assert [len(messages) for messages in refusals] == [1] * 49
    for [refused] in refusals:
        assert refused["text"] == f"{winner.name} claimed this 0 seconds ago. You can still add your input."
        assert buttons(refused) == {"Add my input": "case.contribute"}
    [note] = crowded.workspace.conversations.channels[SAFETY].replies(card["ts"])
    assert note.text == f"{winner.name} claimed this."


def whispers(person: Person) -> list[Json]:
    """All that one person alone was told."""
    channel = person.world.workspace.conversations.channels[person.at]
    return [message.shape() for message in channel.ephemerals.values() if message.only_for == person.id]


async def test_how_long_ago_somebody_claimed_is_said_in_words(world: World, amara: Person, li: Person) -> None:
    await world.say("The phone swells.")
    found = await li.command("case 1")
    await amara.press(await amara.card(), "case.claim")
    for span, said in (({"seconds": 1}, "1 second"), ({"minutes": 5}, "5 minutes"), ({"hours": 50}, "2 days")):
        world.clock.forward(**span)
        await li.press(found, "case.claim")
        refused = await li.sees_ephemeral()
        assert words(refused).startswith(f"{amara.name} claimed this {said} ago.")
    await li.press(refused, "case.contribute")
    await li.submit(text="Ask for the serial number.")
    assert f"*Legal* ✓ {li.name}" in words(await amara.card())


async def test_claiming_twice_says_that_it_is_mine(world: World, amara: Person) -> None:
    await world.say("The phone swells.")
    found = await amara.command("case 1")
    await amara.press(found, "case.claim")
    await amara.press(found, "case.claim")
    assert "You own this case already." in words(await amara.sees_ephemeral())
