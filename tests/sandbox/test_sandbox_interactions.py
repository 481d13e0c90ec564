"""Buttons, menus, commands, shortcuts and response URLs, answered by a real Bolt app."""

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.world import Sandbox, refusal

CLAIM = {
    "type": "button",
    "action_id": "case.claim",
    "text": {"type": "plain_text", "text": "Claim"},
    "value": "7",
}
OPTIONS = [{"text": {"type": "plain_text", "text": name}, "value": name.lower()} for name in ("Merge", "Move")]
MORE = {"type": "overflow", "action_id": "case.more", "options": OPTIONS}
CARD: list[dict[str, Any]] = [{"type": "actions", "block_id": "card", "elements": [CLAIM, MORE]}]


async def card(client: AsyncWebClient) -> str:
    """Post a card and give its ts."""
    return str((await client.chat_postMessage(channel="C0CARE", text="Card", blocks=CARD))["ts"])


async def test_a_press_reaches_the_bot_in_slacks_shape(app: AsyncApp, world: Sandbox) -> None:
    seen: list[dict[str, Any]] = []

    @app.action("case.claim")
    async def claim(ack: AsyncAck, body: dict[str, Any]) -> None:
        seen.append(body)
        await ack()

    ts = await card(world.client)
    pressed = await world.control.post("press", user="U0LI", channel="C0CARE", ts=ts, action_id="case.claim")
    assert pressed["status"] == 200
    assert pressed["milliseconds"] > 0
    (body,) = seen
    assert body["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": "C0CARE",
        "is_ephemeral": False,
    }
    assert body["message"]["blocks"][0]["block_id"] == "card"
    assert body["actions"][0]["value"] == "7"
    assert body["user"] == {"id": "U0LI", "username": "li", "name": "li", "team_id": "T0SANDBOX"}
    assert body["state"] == {"values": {}}


async def test_an_overflow_gives_the_chosen_option(app: AsyncApp, world: Sandbox) -> None:
    chosen: list[str] = []

    @app.action("case.more")
    async def more(ack: AsyncAck, action: dict[str, Any]) -> None:
        chosen.append(action["selected_option"]["value"])
        await ack()

    ts = await card(world.client)
    place = {"user": "U0LI", "channel": "C0CARE", "ts": ts, "action_id": "case.more"}
    await world.control.post("press", **place, value="move")
    assert chosen == ["move"]
    refused = await world.control.attempt("press", **place, value="burn")
    assert refused["error"] == "The menu case.more has no option 'burn'."


async def test_what_is_not_there_cannot_be_pressed(app: AsyncApp, world: Sandbox) -> None:
    ts = await card(world.client)
    place = {"user": "U0LI", "channel": "C0CARE", "ts": ts}
    missing = await world.control.attempt("press", **place, action_id="case.close")
    assert missing == {"ok": False, "error": "There is no case.close to press here."}
    wrong = await world.control.attempt("press", **place, action_id="case.claim", value="8")
    assert not wrong["ok"]
    guest = await world.control.attempt("press", user="U0GUEST", channel="C0CARE", ts=ts, action_id="case.claim")
    assert guest["error"] == "Robin Guest is not a member of this channel."


async def test_a_slow_or_failing_bot_is_shown_to_the_person_and_not_asked_again(
    app: AsyncApp, world: Sandbox
) -> None:
    asked: list[str] = []

    @app.action("case.claim")
    async def slow(ack: AsyncAck) -> None:
        asked.append("claim")
        await asyncio.sleep(0.4)
        await ack()

    ts = await card(world.client)
    place = {"user": "U0LI", "channel": "C0CARE", "ts": ts}
    pressed = await world.control.post("press", **place, action_id="case.claim")
    assert pressed["error_shown"] == "operation_timeout"
    unknown = await world.control.post("press", **place, action_id="case.more", value="move")
    assert (unknown["status"], unknown["error_shown"]) == (404, "dispatch_failed")
    await world.control.settled()
    assert asked == ["claim"]
    toasts = (await world.control.get("sees", user="U0LI"))["toasts"]
    assert [toast["text"] for toast in toasts] == [
        "This app did not respond in time (operation_timeout).",
        "This app responded with status code 404.",
    ]


async def test_a_whisper_can_be_pressed_replaced_and_deleted(app: AsyncApp, world: Sandbox) -> None:
    @app.action("case.claim")
    async def replace(ack: AsyncAck, respond: AsyncRespond, body: dict[str, Any]) -> None:
        assert body["container"]["is_ephemeral"]
        assert "message" not in body
        await ack()
        await respond(text="Yours now", replace_original=True, blocks=CARD)

    @app.action("case.more")
    async def remove(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(delete_original=True)

    whisper = await world.client.chat_postEphemeral(channel="C0CARE", user="U0LI", text="?", blocks=CARD)
    place = {"user": "U0LI", "channel": "C0CARE", "ephemeral_id": whisper["message_ts"]}
    await world.control.post("press", **place, action_id="case.claim")
    seen = await world.control.get("channel", channel="C0CARE", user="U0LI")
    assert [message["text"] for message in seen["channel"]["messages"]] == ["Yours now"]
    other = await world.control.attempt("press", **(place | {"user": "U0TOM"}), action_id="case.claim")
    assert other["error"] == "Tom Berg does not see such a message."
    await world.control.post("press", **place, action_id="case.more", value="move")
    seen = await world.control.get("channel", channel="C0CARE", user="U0LI")
    assert seen["channel"]["messages"] == []


async def test_a_command_is_answered_to_one_person_or_to_all(app: AsyncApp, world: Sandbox) -> None:
    commands: list[dict[str, Any]] = []

    @app.command("/muster")
    async def muster(ack: AsyncAck, command: dict[str, Any]) -> None:
        commands.append(command)
        if command["text"] == "share":
            await ack(response_type="in_channel", text="For all")
        elif command["text"]:
            await ack("Only for you")
        else:
            await ack()

    place = {"user": "U0EVA", "channel": "C0CARE"}
    answer = await world.control.post("command", **place, text="/muster help  me")
    assert [message["text"] for message in answer["ephemerals"]] == ["Only for you"]
    assert commands[0]["text"] == "help  me"
    assert commands[0]["channel_name"] == "care"
    assert (await world.control.post("command", **place, text="/muster share"))["ephemerals"] == []
    assert (await world.control.post("command", **place, text="/muster"))["ephemerals"] == []
    tom = await world.control.get("channel", channel="C0CARE", user="U0TOM")
    assert [message["text"] for message in tom["channel"]["messages"]] == ["For all"]


async def test_a_command_that_fails_is_told_in_slacks_words(app: AsyncApp, world: Sandbox) -> None:
    @app.command("/bad")
    async def bad(ack: AsyncAck) -> None:
        await ack(text="x", blocks=[{"type": "nothing"}])

    place = {"user": "U0EVA", "channel": "C0CARE"}
    await world.control.post("command", **place, text="/muster")
    await world.control.post("command", **place, text="/bad")
    toasts = (await world.control.get("sees", user="U0EVA"))["toasts"]
    assert [toast["text"] for toast in toasts] == [
        "/muster failed with the error “dispatch_failed”",
        "/bad failed with the error “invalid_command_response”",
    ]
    threaded = await world.control.attempt("command", **place, text="/muster", thread_ts="1.000001")
    assert threaded["error"] == "/muster is not supported in threads, as in Slack."


async def test_a_response_url_serves_five_times(app: AsyncApp, world: Sandbox) -> None:
    addresses: list[str] = []

    @app.command("/muster")
    async def muster(ack: AsyncAck, command: dict[str, Any]) -> None:
        addresses.append(command["response_url"])
        await ack()

    await world.control.post("command", user="U0EVA", channel="C0CARE", text="/muster")
    posts = [await world.control.http.post(addresses[0], json={"text": str(n)}) for n in range(6)]
    assert [post.status_code for post in posts] == [200] * 5 + [404]
    assert posts[-1].json()["error"] == "used_url"


async def test_shortcuts_of_a_message_and_of_the_app(app: AsyncApp, world: Sandbox) -> None:
    seen: list[dict[str, Any]] = []

    @app.shortcut("report")
    async def report(ack: AsyncAck, body: dict[str, Any]) -> None:
        seen.append(body)
        await ack()

    ts = (await world.control.post("speak", user="U0LI", channel="C0CARE", text="Look"))["ts"]
    await world.control.post("shortcut", user="U0EVA", callback_id="report", channel="C0CARE", ts=ts)
    await world.control.post("shortcut", user="U0EVA", callback_id="report")
    assert [body["type"] for body in seen] == ["message_action", "shortcut"]
    assert seen[0]["message"]["text"] == "Look"
    assert "channel" not in seen[1]


@pytest.mark.parametrize("wait", [0.0, 0.6])
async def test_a_trigger_opens_one_modal_and_only_for_a_while(app: AsyncApp, world: Sandbox, wait: float) -> None:
    triggers: list[str] = []

    @app.action("case.claim")
    async def claim(ack: AsyncAck, body: dict[str, Any]) -> None:
        triggers.append(body["trigger_id"])
        await ack()

    ts = await card(world.client)
    await world.control.post("press", user="U0LI", channel="C0CARE", ts=ts, action_id="case.claim")
    title = {"type": "plain_text", "text": "Claim"}
    view = {"type": "modal", "title": title, "blocks": []}
    if wait:
        world.workspace.tickets.triggers[triggers[0]].expires -= wait
        late = world.client.views_open(trigger_id=triggers[0], view=view)
        assert await refusal(late) == "expired_trigger_id"
        return
    await world.client.views_open(trigger_id=triggers[0], view=view)
    again = world.client.views_open(trigger_id=triggers[0], view=view)
    assert await refusal(again) == "exchanged_trigger_id"
    assert await refusal(world.client.views_open(trigger_id="1.2.3", view=view)) == "invalid_trigger_id"
