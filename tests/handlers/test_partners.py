"""A partner sees a copy that shows nobody, answers below it, and neither sees nor does anything else."""

from __future__ import annotations

import json
import re
import time
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from slack_sdk.signature import SignatureVerifier

from sandbox.people import PARTNER_TEAM_ID, TEAM_ID
from tests.builders import rows
from tests.people import Json, Person, alive, field, nothing_is_parked, words
from tests.world import LI, SAFETY, SIGNING_SECRET, World

PARTNER = "C0PARTNER"
REFUSED = "This is for people of the workspace that Muster belongs to."
SAID = (
    "My phone swells, <!channel> &amp; <@U0AMARA>. Dana Kowalski (@dana_k, DANA_K), dana@mail.example, "
    "+49 151 2345 6789, https://x.example/dana/1. Jonas told me so."
)


@pytest.fixture
def nora(world: World) -> Person:
    """Works for the partner; sees the shared channel alone."""
    return Person(world, "U0NORA", PARTNER)


@pytest.fixture
async def card(world: World, amara: Person) -> Json:
    """A case that Amara has claimed."""
    author = {"handle": "dana_k", "name": "Dana Kowalski"}
    await world.say(SAID, author=author, url="https://x.example/dana/1")
    card = await amara.card()
    await amara.press(card, "case.claim")
    return card


@pytest.fixture
async def copy(card: Json, amara: Person, nora: Person) -> Json:
    """The same, shared until the end of the next Friday."""
    return await share(amara, nora, card, until="2026-11-20")


async def share(by: Person, seen_by: Person, card: Json, **typed: object) -> Json:
    await by.choose(card, "share_partner")
    sent = await by.submit(**typed)
    assert not sent.get("errors"), sent
    return await seen_by.card()


async def in_thread(world: World, card: Json) -> str:
    """All that the thread of a card shows."""
    return "\n".join(words(message) for message in (await world.slack.thread(SAFETY, card["ts"]))[1:])


async def forge(world: World, body: Json) -> httpx.Response:
    """Send Muster what Slack never sent, with the right signature."""
    raw, at = urlencode({"payload": json.dumps(body)}), str(int(time.time()))
    headers = {
        "x-slack-request-timestamp": at,
        "x-slack-signature": SignatureVerifier(SIGNING_SECRET).generate_signature(timestamp=at, body=raw) or "",
        "content-type": "application/x-www-form-urlencoded",
    }
    answer = await world.bot.post("/slack/events", content=raw, headers=headers)
    await world.settle()
    return answer


async def test_the_modal_begins_redacted_and_says_at_the_field_what_still_shows_somebody(
    card: Json, amara: Person, nora: Person, world: World
) -> None:
    await amara.choose(card, "share_partner")
    view = await amara.modal()
    prefilled = field(view, "text")["initial_value"]
    assert prefilled.endswith(
        "[name removed] ([name removed], [name removed]), [e-mail address removed], [phone number removed], "
        "[link removed]. [name removed] told me so."
    )
    sent = await amara.submit(text="Ask dana_k.", until="2026-11-20")
    assert sent["errors"] == {"text": "Take this out, it could show who somebody is: “dana_k”."}
    sent = await amara.submit(text="It swells.", until="2026-11-01")
    assert set(sent["errors"]) == {"until"}
    assert await world.slack.messages(PARTNER, nora.id) == []


async def test_the_partner_gets_the_copy_and_the_card_says_until_when(
    copy: Json, card: Json, amara: Person, world: World
) -> None:
    shown = words(copy)
    assert "*Sample Company asks for your help with what a customer said*" in shown
    assert "My phone swells" in shown
    assert "Request 1 · open until <!date^1795215599^" in shown
    assert not alive(copy)
    assert [block["type"] for block in copy["blocks"]] == ["section", "section", "section", "context"]
    assert "Shared with Partner Works until" in words(await amara.card())
    assert "shared a redacted copy with Partner Works until" in await in_thread(world, card)
    await world.bring_due()
    assert len(await world.slack.messages(PARTNER)) == 1


async def test_what_the_partner_says_is_told_inside_with_its_words_once(
    copy: Json, card: Json, nora: Person, amara: Person, world: World
) -> None:
    ts = await nora.speak_in(copy, "Batch 7 & <others>.")
    told = await in_thread(world, card)
    assert "Partner Works (partner) gave input." in told
    assert ">Batch 7 &amp; &lt;others&gt;." in told
    assert "Nora" not in told
    events = (await world.slack.see("state"))["events"]
    [event_id] = [e["envelope"]["event_id"] for e in events if e["envelope"]["event"].get("ts") == ts]
    assert (await world.slack.do("redeliver", event_id=event_id, times=2))["statuses"] == [200, 200]
    await world.settle()
    assert (await in_thread(world, card)).count("gave input") == 1

    await world.slack.do("edit", user=nora.id, channel=PARTNER, ts=ts, text="Batch 8.")
    await world.settle()  # what Slack sends at once may come in any order
    await world.slack.do("delete", user=nora.id, channel=PARTNER, ts=ts)
    await world.settle()
    told = await in_thread(world, card)
    assert "Partner Works (partner) changed their input." in told
    assert "Partner Works (partner)’s input was deleted." in told
    assert "Partner Works (partner) gave input." in words(await amara.command("case 1"))


async def test_what_colleagues_say_in_the_partners_thread_is_no_input(
    copy: Json, card: Json, world: World, nora: Person
) -> None:
    before = words((await world.slack.messages(SAFETY))[0])
    await Person(world, LI, PARTNER).speak_in(copy, "Thank you, Nora.")
    said = await world.slack.do("speak", user=nora.id, channel=PARTNER, text="And otherwise?")
    await nora.speak_in(said, "Nobody here?")
    assert words((await world.slack.messages(SAFETY))[0]) == before
    assert "gave input" not in await in_thread(world, card)
    assert await rows(world.muster, "SELECT id FROM contributions") == []


async def test_partners_never_become_members_and_are_never_asked_for_again(
    copy: Json, nora: Person, world: World
) -> None:
    await nora.speak_in(copy, "Batch 7.")
    events = [e for e in (await world.slack.see("state"))["events"] if e["envelope"]["event"].get("user") == nora.id]
    assert {attempt["status"] for event in events for attempt in event["attempts"]} == {200}
    asked = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'sync_people'"
    assert await rows(world.muster, asked) == [0]
    assert await rows(world.muster, "SELECT id FROM members WHERE id = 'U0NORA'") == []
    assert await nothing_is_parked(world)


async def test_access_ended_by_hand_takes_the_copy_away_and_lets_nothing_in(
    copy: Json, card: Json, amara: Person, nora: Person, world: World
) -> None:
    await amara.choose(card, "unshare")
    await amara.submit()
    assert words(await nora.card()) == "This request has ended. Thank you."
    assert "Shared with" not in words(await amara.card())
    assert "ended the access of Partner Works." in await in_thread(world, card)
    before = await world.slack.messages(PARTNER, nora.id)
    await nora.speak_in(copy, "One more thing.")
    after = await world.slack.messages(PARTNER, nora.id)
    assert [len(message["replies"]) for message in after] == [len(before[0]["replies"]) + 1]
    assert "gave input" not in await in_thread(world, card)
    again = await share(amara, nora, card, text="It swells.", until=None)
    assert "Request 2" in words(again)


async def test_access_ends_with_the_case(copy: Json, card: Json, amara: Person, nora: Person) -> None:
    await amara.choose(card, "dismiss")
    await amara.submit(reason="Known already.")
    assert words(await nora.card()) == "This request has ended. Thank you."


async def test_a_partner_who_presses_anything_is_refused(copy: Json, card: Json, nora: Person, world: World) -> None:
    blocks = [
        {
            "type": "actions",
            "elements": [
                {"type": "button", "action_id": act, "value": "1", "text": {"type": "plain_text", "text": act}}
                for act in ("case.claim", "case.timeline", "case.contribute", "case.sign_off", "case.show")
            ],
        }
    ]
    posted = await world.muster.client.chat_postMessage(channel=PARTNER, text="Left by mistake", blocks=blocks)
    for button in blocks[0]["elements"]:
        pressed = await nora.press({"ts": posted["ts"]}, button["action_id"])
        assert pressed["status"] == 200
        assert (await nora.sees_ephemeral())["text"].startswith(REFUSED)
        assert await nora.sees_no_modal()


@pytest.mark.parametrize("team", [PARTNER_TEAM_ID, TEAM_ID])
async def test_what_is_forged_in_the_name_of_a_partner_is_refused(
    copy: Json, card: Json, nora: Person, amara: Person, world: World, team: str
) -> None:
    """Whether it says where the partner's person belongs, or claims that it is here."""
    await amara.press(await amara.card(), "case.draft")
    await amara.submit(text="Please stop using it.")
    before = await rows(world.muster, "SELECT version FROM cases")
    user = {"id": nora.id, "team_id": team, "name": "nora"}
    base = {"user": user, "team": {"id": TEAM_ID, "domain": "x"}, "api_app_id": "A0MUSTER", "token": "x"}
    for act, value in (("case.claim", "1"), ("case.sign_off", "1:1"), ("case.contribute", "1")):
        action = {"type": "button", "action_id": act, "block_id": "b", "value": value}
        place = {"container": {"type": "message"}, "trigger_id": "1.1.1", "actions": [action]}
        await forge(world, base | place | {"type": "block_actions", "response_url": world.workspace.link("x")})
    for callback, more in (("case.sign_off", {"revision": 1}), ("case.contribute", {}), ("case.share_partner", {})):
        view = modal(callback, {"case": 1, **more}, {"text": "Let me in.", "partner": "works"})
        answer = await forge(world, base | {"type": "view_submission", "trigger_id": "1.1.1", "view": view})
        assert answer.status_code == 200
        assert "errors" in answer.text or "Not done" in answer.text
    assert await rows(world.muster, "SELECT version FROM cases") == before
    assert await rows(world.muster, "SELECT id FROM contributions") == []
    assert await rows(world.muster, "SELECT id FROM members WHERE id = 'U0NORA'") == []


def modal(callback: str, ids: dict[str, Any], typed: dict[str, str]) -> Json:
    values = {name: {name: {"type": "plain_text_input", "value": text}} for name, text in typed.items()}
    element = {"type": "plain_text_input"}
    blocks = [{"type": "input", "block_id": name, "element": element | {"action_id": name}} for name in typed]
    return {
        "id": "V1",
        "type": "modal",
        "callback_id": callback,
        "private_metadata": json.dumps(ids),
        "blocks": blocks,
        "state": {"values": values},
        "app_installed_team_id": TEAM_ID,
    }


INTERNAL = (
    "Inside: the <!channel> & <supplier|x> is at fault",
    "Draft-only: please | stop `using` it",
    "Outcome-only",
)


async def test_nothing_internal_ever_reaches_the_partner(
    copy: Json, card: Json, amara: Person, jonas: Person, li: Person, nora: Person, world: World
) -> None:
    """A whole case with hostile texts. All that stands in the partner's channel, with its metadata, and all that its
    people see is held against what was said inside and against who the customer is."""
    shown: list[Any] = []

    async def look() -> None:
        channels = (await world.slack.see("state"))["channels"]
        seen = await world.slack.see("sees", user=nora.id)
        shown.extend(one["messages"] + one["ephemerals"] for one in channels if one["id"] == PARTNER)
        shown.extend([channel["messages"] for channel in seen["channels"]])
        shown.extend([seen["modals"], seen["home"], seen["dms"], seen["toasts"]])

    await look()
    await jonas.speak_in(card, INTERNAL[0])
    await nora.speak_in(copy, "Batch 7.")
    await amara.press(await amara.card(), "case.draft")
    await amara.submit(text=INTERNAL[1])
    await li.press(await amara.card(), "case.sign_off")
    await li.submit()
    await look()
    await amara.press(await amara.card(), "case.reply")
    await amara.submit(url="https://x.example/dana/2")
    await li.press(await amara.card(), "case.close")
    await li.submit(outcome=INTERNAL[2])
    await look()
    assert "My phone swells" in json.dumps(shown)
    assert '"partner:1"' in json.dumps(shown)
    people = world.workspace.directory.employees()
    names = [name for person in people for name in (person.id, person.real_name, person.real_name.split()[0])]
    customer = ["Dana", "Kowalski", "dana_k", "dana@mail", "151 2345", "x.example"]
    text = json.dumps(shown, ensure_ascii=False).casefold()
    text = text.replace("<@u0amara>", "").replace("&lt;@u0amara&gt;", "")  # the customer’s own words, not alive
    for secret in (*INTERNAL, "Inside", "Draft-only", "Outcome-only", "Product safety", *names, *customer):
        assert not re.search(rf"\b{re.escape(secret.casefold())}\b", text), secret
