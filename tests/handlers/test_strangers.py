"""Guests read along; somebody new is known a moment later, and nothing that they wrote is lost."""

import pytest

from sandbox.people import TEAM_ID
from sandbox.people import Person as Account
from tests.people import Json, Person, nothing_is_parked, words
from tests.world import CARE, SAFETY, World

LEARNING = "Muster is just learning who you are. Please do that again in a few seconds."


@pytest.fixture
def guest(world: World) -> Person:
    """Somebody invited to one channel."""
    world.workspace.conversations.channels[SAFETY].members.append("U0GUEST")
    return Person(world, "U0GUEST", SAFETY)


@pytest.fixture
def newcomer(world: World) -> Person:
    """Somebody who came after Muster last looked at everyone."""
    account = Account(id="U0NEW", name="nadia", real_name="Nadia New", function="Support")
    world.workspace.directory.people[account.id] = account
    for channel in (SAFETY, CARE):
        world.workspace.conversations.channels[channel].members.append(account.id)
    return Person(world, account.id, SAFETY)


async def case(world: World, amara: Person) -> Json:
    await world.say("The phone swells.")
    return await amara.card()


async def test_a_guest_may_look_but_not_act(world: World, amara: Person, guest: Person) -> None:
    card = await case(world, amara)
    await guest.press(card, "case.claim")
    assert words(await guest.sees_ephemeral()) == "Guests and people who have left can read cases, not change them."
    for act in ("draft", "dismiss", "move"):
        await guest.choose(card, act)
        assert "Guests" in words(await guest.modal()), act
    await guest.choose(card, "timeline")
    assert "The mention came in." in words(await guest.modal())


async def test_what_a_guest_says_is_no_input_and_brings_nothing_in(
    world: World, amara: Person, guest: Person
) -> None:
    card = await case(world, amara)
    await guest.speak_in(card, "I know this.")
    await guest.press(card, "case.contribute")
    assert set((await guest.submit(text="I know this."))["errors"]) == {"text"}
    await guest.types("mention It swells too.")
    assert (await guest.submit())["errors"] == {"text": "Guests can read cases, not bring mentions in."}
    assert "gave input" not in words(await amara.command("case 1"))
    assert len(await world.slack.messages(CARE)) == 0
    assert await nothing_is_parked(world)


async def test_a_newcomers_command_is_answered_and_works_a_moment_later(newcomer: Person) -> None:
    assert words(await newcomer.command("mine")) == LEARNING
    assert "Nothing waits for you." in words(await newcomer.command("mine"))


async def test_a_newcomers_button_and_modal_are_answered_and_work_a_moment_later(
    world: World, amara: Person, newcomer: Person
) -> None:
    card = await case(world, amara)
    opened = await world.slack.do("command", user=newcomer.id, channel=SAFETY, text="/muster mention It burns.")
    view_id = opened["view"]["id"]
    sent = await world.slack.do("submit", user=newcomer.id, view_id=view_id, values={})
    assert sent["errors"] == {"text": LEARNING}
    await newcomer.world.slack.do("press", user=newcomer.id, channel=SAFETY, ts=card["ts"], action_id="case.claim")
    assert (await newcomer.sees_ephemeral())["text"] == LEARNING
    await world.settle()
    assert (await newcomer.submit_view(view_id))["result"] == "updated"
    await newcomer.press(card, "case.claim")
    assert f"Owner: {newcomer.name} ·" in words((await world.slack.messages(SAFETY, amara.id))[0])


async def test_a_newcomers_reply_is_refused_with_503_and_counted_once_they_are_known(
    world: World, amara: Person, newcomer: Person
) -> None:
    card = await case(world, amara)
    said = await world.slack.do("speak", user=newcomer.id, channel=SAFETY, thread_ts=card["ts"], text="Batch 7.")
    await world.slack.see("settled")
    [event] = [
        event
        for event in (await world.slack.see("state"))["events"]
        if event["envelope"]["event"].get("ts") == said["ts"]
    ]
    assert {attempt["status"] for attempt in event["attempts"]} == {503}
    assert len(event["attempts"]) > 1
    await world.settle()
    assert "gave input" not in words(await amara.command("case 1"))
    again = await world.slack.do("redeliver", event_id=event["envelope"]["event_id"], times=2)
    assert again["statuses"] == [200, 200]
    assert words(await amara.command("case 1")).count(f"{newcomer.name} gave input") == 1


async def test_a_reply_of_somebody_from_another_workspace_is_not_asked_for_again(world: World, amara: Person) -> None:
    card = await case(world, amara)
    event = {
        "type": "message",
        "channel": SAFETY,
        "channel_type": "channel",
        "user": "U9OUTSIDE",
        "user_team": "T9OTHER",
        "text": "Hello from outside",
        "ts": "1795299999.000100",
        "thread_ts": card["ts"],
    }
    assert (await world.slack.do("event", event=event))["status"] == 200
    assert (await world.slack.do("event", event=event | {"user_team": TEAM_ID}))["status"] == 503


async def test_somebody_new_is_learned_when_slack_tells_of_them(world: World, newcomer: Person) -> None:
    event = {"type": "team_join", "user": {"id": newcomer.id}, "event_ts": "1.1"}
    await world.slack.do("event", event=event)
    await world.settle()
    assert "Nothing waits for you." in words(await newcomer.command("mine"))


async def test_a_newcomers_home_is_refused_with_503_and_shown_once_they_are_known(
    world: World, newcomer: Person
) -> None:
    await newcomer.opens_home()
    [event] = [
        event
        for event in (await world.slack.see("state"))["events"]
        if event["envelope"]["event"]["type"] == "app_home_opened"
    ]
    assert {attempt["status"] for attempt in event["attempts"]} == {503}
    assert await nothing_is_parked(world)
    await world.slack.do("redeliver", event_id=event["envelope"]["event_id"])
    await world.settle()
    home = (await world.slack.see("sees", user=newcomer.id))["home"]
    assert "Nothing waits for you." in words(home)


async def test_a_home_opened_across_workspaces_asks_for_nobody(world: World, newcomer: Person) -> None:
    before = len(await world.slack.calls("users.list"))
    event = {"type": "app_home_opened", "user": newcomer.id, "channel": "D0FAR", "tab": "home", "event_ts": "1.0"}
    await world.workspace.deliveries.event_now(world.workspace.envelope(event) | {"is_ext_shared_channel": True})
    await world.settle()
    assert len(await world.slack.calls("users.list")) == before
    assert "just learning" in words(await newcomer.command("mine"))
