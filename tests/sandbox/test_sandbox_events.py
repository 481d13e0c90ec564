"""Events to the bot: their shapes, the clock, and redelivery."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncApp

from sandbox.manifest import Manifest
from sandbox.workspace import Settings
from tests.sandbox.world import SECRET, Bot, Sandbox, served

Heard = list[dict[str, Any]]


def listen(app: AsyncApp, *kinds: str) -> Heard:
    """Collect all events of these kinds."""
    heard: Heard = []

    async def note(body: dict[str, Any]) -> None:
        heard.append(body)

    for kind in kinds:
        app.event(kind)(note)
    return heard


async def test_a_message_arrives_signed_and_in_slacks_shape(app: AsyncApp, world: Sandbox) -> None:
    heard = listen(app, "message")
    ts = (await world.control.post("speak", user="U0AMARA", channel="C0CARE", text="Hello"))["ts"]
    await world.control.settled()
    (body,) = heard
    assert body["event"] == {
        "type": "message",
        "user": "U0AMARA",
        "text": "Hello",
        "ts": ts,
        "team": "T0SANDBOX",
        "channel": "C0CARE",
        "channel_type": "channel",
        "event_ts": ts,
    } | {"client_msg_id": body["event"]["client_msg_id"]}
    assert body["api_app_id"] == "A0MUSTER"
    assert body["authorizations"][0]["user_id"] == "U0MUSTER"


async def test_edits_deletions_and_reactions_arrive(app: AsyncApp, world: Sandbox) -> None:
    heard = listen(app, "message", "reaction_added", "reaction_removed")
    place = {"user": "U0AMARA", "channel": "C0CARE"}
    ts = (await world.control.post("speak", **place, text="One"))["ts"]
    await world.control.post("edit", **place, ts=ts, text="Two")
    await world.control.post("react", **place, ts=ts, name="eyes")
    await world.control.post("react", **place, ts=ts, name="eyes", remove=True)
    await world.control.post("delete", **place, ts=ts)
    await world.control.settled()
    events = {body["event"].get("subtype") or body["event"]["type"]: body["event"] for body in heard}
    assert events["message_changed"]["message"]["text"] == "Two"
    assert events["message_changed"]["previous_message"]["text"] == "One"
    assert events["reaction_added"]["item"] == {"type": "message", "channel": "C0CARE", "ts": ts}
    assert events["reaction_removed"]["reaction"] == "eyes"
    assert events["message_deleted"]["deleted_ts"] == ts


async def test_a_mention_comes_as_message_and_as_mention(app: AsyncApp, world: Sandbox) -> None:
    heard = listen(app, "message", "app_mention")
    await world.control.post("speak", user="U0LI", channel="C0CARE", text="<@U0MUSTER> help")
    await world.control.settled()
    assert sorted(body["event"]["type"] for body in heard) == ["app_mention", "message"]


async def test_the_bot_hears_its_own_messages_with_its_bot_id(app: AsyncApp, world: Sandbox) -> None:
    await world.client.chat_postMessage(channel="C0CARE", text="Mine")
    await world.control.settled()
    events = [entry["envelope"]["event"] for entry in (await world.control.get("state"))["events"]]
    assert [(event["type"], event["bot_id"]) for event in events] == [("message", "B0MUSTER")]


async def test_the_bot_hears_only_what_it_is_a_member_of(app: AsyncApp, world: Sandbox) -> None:
    channel = (await world.client.conversations_create(name="elsewhere"))["channel"]["id"]
    await world.client.conversations_invite(channel=channel, users="U0LI")
    await world.client.conversations_leave(channel=channel)
    before = len((await world.control.get("state"))["events"])
    await world.control.post("speak", user="U0LI", channel=channel, text="Among us")
    assert len((await world.control.get("state"))["events"]) == before


async def test_a_failed_event_comes_again_with_slacks_headers(app: AsyncApp, bot: Bot, world: Sandbox) -> None:
    heard = listen(app, "message")
    bot.statuses = [500, 503]
    await world.control.post("speak", user="U0LI", channel="C0CARE", text="Hello")
    await world.control.settled()
    assert len(heard) == 1
    retries = [(seen.get("x-slack-retry-num"), seen.get("x-slack-retry-reason")) for seen in bot.requests]
    assert retries == [(None, None), ("1", "http_error"), ("2", "http_error")]


async def test_slack_gives_up_after_three_redeliveries(app: AsyncApp, bot: Bot, world: Sandbox) -> None:
    bot.statuses = [500] * 9
    await world.control.post("speak", user="U0LI", channel="C0CARE", text="Hello")
    await world.control.settled()
    (event,) = (await world.control.get("state"))["events"]
    assert [attempt["status"] for attempt in event["attempts"]] == [500] * 4


async def test_a_slow_bot_gets_the_event_again(app: AsyncApp, world: Sandbox) -> None:
    heard: Heard = []

    @app.event("message")
    async def slow_at_first(body: dict[str, Any]) -> None:
        heard.append(body)
        if len(heard) == 1:
            await asyncio.sleep(0.4)

    await world.control.post("speak", user="U0LI", channel="C0CARE", text="Hello")
    await world.control.settled()
    assert len({body["event_id"] for body in heard}) == 1
    (event,) = (await world.control.get("state"))["events"]
    assert [attempt["failure"] for attempt in event["attempts"]] == ["http_timeout", None]


async def test_an_event_can_be_redelivered_and_any_event_sent(app: AsyncApp, world: Sandbox) -> None:
    heard = listen(app, "message", "team_join")
    await world.control.post("speak", user="U0LI", channel="C0CARE", text="Hello")
    await world.control.settled()
    await world.control.post("redeliver", event_id=heard[0]["event_id"], times=2)
    assert [body["event_id"] for body in heard] == [heard[0]["event_id"]] * 3
    sent = await world.control.post("event", event={"type": "team_join", "user": {"id": "U0NEW"}})
    assert sent["status"] == 200
    assert heard[-1]["event_id"] == sent["event_id"]


async def test_opening_home_gives_what_the_bot_publishes(app: AsyncApp, world: Sandbox) -> None:
    @app.event("app_home_opened")
    async def publish(event: dict[str, Any]) -> None:
        text = {"type": "plain_text", "text": f"Tab: {event['tab']}"}
        view = {"type": "home", "blocks": [{"type": "section", "text": text}]}
        await world.client.views_publish(user_id=event["user"], view=view)

    home = (await world.control.post("home", user="U0EVA"))["view"]
    assert home["blocks"][0]["text"]["text"] == "Tab: home"
    assert (await world.control.get("sees", user="U0EVA"))["home"]["id"] == home["id"]


async def test_a_bot_that_cannot_be_reached_is_tried_again() -> None:
    settings = Settings(bot_url="http://127.0.0.1:9/", signing_secret=SECRET, retry_after=(0.0,))
    async with served(settings) as sandbox:
        await sandbox.control.post("speak", user="U0LI", channel="C0CARE", text="Hello")
        await sandbox.control.settled()
        (event,) = (await sandbox.control.get("state"))["events"]
        assert [attempt["failure"] for attempt in event["attempts"]] == ["connection_failed"] * 2


async def test_only_subscribed_events_are_sent() -> None:
    settings = Settings(bot_url="http://127.0.0.1:9/", signing_secret=SECRET, retry_after=())
    async with served(settings, Manifest(events=frozenset({"message.im"}))) as sandbox:
        await sandbox.control.post("speak", user="U0LI", channel="C0CARE", text="Hello")
        await sandbox.control.post("speak", user="U0LI", channel="U0LI", text="Hello, app")
        events = (await sandbox.control.get("state"))["events"]
        assert [entry["envelope"]["event"]["channel_type"] for entry in events] == ["im"]


async def test_channel_life_is_told(app: AsyncApp, world: Sandbox) -> None:
    heard = listen(app, "channel_archive", "member_joined_channel", "channel_created", "channel_rename")
    channel = (await world.client.conversations_create(name="topic-x"))["channel"]["id"]
    await world.client.conversations_rename(channel=channel, name="topic-y")
    await world.client.conversations_invite(channel=channel, users=["U0LI"])
    await world.control.post("archive", user="U0LI", channel=channel)
    await world.control.settled()
    kinds = [body["event"]["type"] for body in heard]
    joined = ["member_joined_channel"] * 2
    assert sorted(kinds) == ["channel_archive", "channel_created", "channel_rename", *joined]
