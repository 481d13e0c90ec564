"""Slack Connect: a channel shared with another organisation, and what its people are to the app."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.world import Control, Sandbox, refusal

BUTTON = {"type": "button", "action_id": "claim", "text": {"type": "plain_text", "text": "Claim"}}
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "Form"}, "callback_id": "form", "blocks": []}


async def test_a_shared_channel_names_the_other_organisation_only_in_its_info(client: AsyncWebClient) -> None:
    info = (await client.conversations_info(channel="C0PARTNER"))["channel"]
    assert (info["is_shared"], info["is_ext_shared"], info["is_org_shared"]) == (True, True, False)
    assert info["shared_team_ids"] == ["T0SANDBOX", "T0PARTNER"]
    assert info["connected_team_ids"] == ["T0PARTNER"]
    assert {"U0NORA", "U0SAM"} < set((await client.conversations_members(channel="C0PARTNER"))["members"])
    listed = (await client.conversations_list())["channels"]
    assert [channel["name"] for channel in listed if channel["is_ext_shared"]] == ["ext-partner-works"]
    assert not any("connected_team_ids" in channel for channel in listed)


async def test_somebody_from_outside_is_a_stranger_only_without_a_common_channel(client: AsyncWebClient) -> None:
    nora = (await client.users_info(user="U0NORA"))["user"]
    assert (nora["team_id"], nora["is_stranger"], nora["profile"]["team"]) == ("T0PARTNER", False, "T0PARTNER")
    assert not {"email", "title", "phone"} & set(nora["profile"])
    assert "tz" not in nora
    assert "U0NORA" not in [person["id"] for person in (await client.users_list())["members"]]
    assert (await client.chat_postMessage(channel="U0NORA", text="Hello"))["channel"] == "D0NORA"
    await client.conversations_leave(channel="C0PARTNER")
    assert (await client.users_info(user="U0NORA"))["user"]["is_stranger"]
    assert await refusal(client.chat_postMessage(channel="U0NORA", text="x")) == "channel_not_found"
    assert await refusal(client.conversations_open(users="U0NORA")) == "user_not_found"


async def test_what_an_app_cannot_do_for_people_from_outside(client: AsyncWebClient) -> None:
    assert await refusal(client.conversations_invite(channel="C0CARE", users="U0SAM")) == "user_team_not_in_channel"
    home = client.views_publish(user_id="U0SAM", view={"type": "home", "blocks": []})
    assert await refusal(home) == "user_not_found"
    lookup = client.users_lookupByEmail(email="nora@sample-company.example")
    assert await refusal(lookup) == "users_not_found"


async def test_messages_in_a_shared_channel_say_where_their_author_belongs(app: AsyncApp, world: Sandbox) -> None:
    heard: list[dict[str, Any]] = []

    @app.event("message")
    async def note(body: dict[str, Any]) -> None:
        heard.append(body)

    nora = {"user": "U0NORA", "channel": "C0PARTNER"}
    ts = (await world.control.post("speak", **nora, text="Hello"))["ts"]
    await world.control.post("edit", **nora, ts=ts, text="Hello all")
    await world.control.post("react", **nora, ts=ts, name="eyes")
    await world.control.post("delete", **nora, ts=ts)
    await world.control.post("speak", user="U0LI", channel="C0PARTNER", text="Hello Nora")
    await world.control.post("speak", user="U0LI", channel="C0CARE", text="Among us")
    await world.control.settled()
    events = {body["event"].get("subtype") or body["event"]["text"]: body for body in heard}
    teams = ("team", "user_team", "source_team")
    said = events["Hello"]["event"]
    assert [said[name] for name in teams] == ["T0PARTNER"] * 3
    assert said["user_profile"]["real_name"] == "Nora Lind"
    assert events["message_changed"]["event"]["message"]["user_team"] == "T0PARTNER"
    assert [events["Hello Nora"]["event"][name] for name in teams] == ["T0SANDBOX"] * 3
    assert "user_team" not in events["Among us"]["event"]
    shared = {name: (body["is_ext_shared_channel"], body["team_id"]) for name, body in events.items()}
    assert shared.pop("Among us") == (False, "T0SANDBOX")
    assert set(shared.values()) == {(True, "T0SANDBOX")}


async def test_outsiders_press_buttons_and_fill_in_modals_under_their_own_team(app: AsyncApp, world: Sandbox) -> None:
    bodies: list[dict[str, Any]] = []

    @app.action("claim")
    async def claim(ack: AsyncAck, body: dict[str, Any]) -> None:
        bodies.append(body)
        await app.client.views_open(trigger_id=body["trigger_id"], view=MODAL | {"submit": MODAL["title"]})
        await ack()

    @app.view("form")
    async def take(ack: AsyncAck, body: dict[str, Any]) -> None:
        bodies.append(body)
        await ack()

    blocks = [{"type": "actions", "elements": [BUTTON]}]
    ts = (await world.client.chat_postMessage(channel="C0PARTNER", text="Card", blocks=blocks))["ts"]
    pressed = await world.control.post("press", user="U0SAM", channel="C0PARTNER", ts=ts, action_id="claim")
    await world.control.post("submit", user="U0SAM", view_id=pressed["view"]["id"])
    action, submission = bodies
    assert (action["team"]["id"], action["user"]["team_id"]) == ("T0SANDBOX", "T0PARTNER")
    assert (submission["team"]["id"], submission["user"]["team_id"]) == ("T0PARTNER", "T0PARTNER")
    assert submission["view"]["app_installed_team_id"] == "T0SANDBOX"


async def test_an_event_about_a_file_in_a_shared_channel_tells_only_where_to_ask(sandbox: Sandbox) -> None:
    await sandbox.client.files_upload_v2(channel="C0PARTNER", filename="plan.txt", content=b"plan")
    (event,) = [entry["envelope"]["event"] for entry in (await sandbox.control.get("state"))["events"]]
    (told,) = event["files"]
    assert (told["file_access"], "url_private" in told) == ("check_file_info", False)
    assert (await sandbox.client.files_info(file=told["id"]))["file"]["name"] == "plan.txt"


async def test_outsiders_see_the_shared_channel_and_nothing_else(control: Control) -> None:
    seen = await control.get("sees", user="U0NORA")
    assert [channel["name"] for channel in seen["channels"]] == ["ext-partner-works"]
    assert (seen["dms"], seen["commands"], seen["user"]["team"]) == ([], [], "Partner Works")
    inside = (await control.post("speak", user="U0LI", channel="C0CARE", text="Among us"))["ts"]
    refused = await control.attempt("react", user="U0NORA", channel="C0CARE", ts=inside, name="eyes")
    assert refused["error"] == "Nora Lind cannot see this channel."


@pytest.mark.parametrize(
    ("act", "given", "sentence"),
    [
        ("speak", {"channel": "C0CARE", "text": "x"}, "Nora Lind is not a member of this channel."),
        ("join", {"channel": "C0CARE"}, "This channel is not shared with the organisation of Nora Lind."),
        (
            "command",
            {"channel": "C0PARTNER", "text": "/muster"},
            "/muster is only for people of the workspace that installed the app.",
        ),
        (
            "shortcut",
            {"callback_id": "mention.report"},
            "A shortcut is only for people of the workspace that installed the app.",
        ),
        ("home", {}, "Home is only for people of the workspace that installed the app."),
    ],
)
async def test_what_outsiders_cannot_do(control: Control, act: str, given: dict[str, str], sentence: str) -> None:
    assert await control.attempt(act, user="U0NORA", **given) == {"ok": False, "error": sentence}
