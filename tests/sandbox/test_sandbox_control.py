"""The control interface and the page: seeing, customers, starting anew, and clear refusals."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from standardwebhooks import Webhook
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox import app as sandbox_app
from sandbox.manifest import Manifest
from sandbox.serving import serve
from sandbox.workspace import Settings
from tests.sandbox.world import NOBODY, SECRET, Control, Sandbox, served

WEBHOOK_SECRET = "whsec_c2FtcGxlIHNlY3JldA=="


async def test_a_person_sees_their_own_workspace(control: Control) -> None:
    seen = await control.get("sees", user="U0LI")
    assert [channel["name"] for channel in seen["channels"]] == [
        "general",
        "care",
        "product-safety",
        "public-voice",
        "ext-partner-works",
    ]
    assert seen["user"]["tz"] == "Asia/Singapore"
    assert [person["id"] for person in seen["people"] if person["is_employee"]][:2] == ["U0AMARA", "U0JONAS"]
    assert (seen["modals"], seen["home"], seen["toasts"]) == ([], None, [])


async def test_unread_messages_are_counted_until_read(control: Control) -> None:
    await control.post("speak", user="U0TOM", channel="C0CARE", text="One")
    unread = {"U0TOM": 0, "U0LI": 1}
    for user, count in unread.items():
        seen = await control.get("channel", channel="C0CARE", user=user)
        assert seen["channel"]["unread"] == count
    await control.post("read", user="U0LI", channel="C0CARE")
    assert (await control.get("channel", channel="C0CARE", user="U0LI"))["channel"]["unread"] == 0


async def test_a_thread_is_seen_from_any_of_its_messages(control: Control) -> None:
    root = await control.post("speak", user="U0TOM", channel="C0CARE", text="Root")
    place = {"channel": "C0CARE", "thread_ts": root["ts"]}
    reply = await control.post("speak", user="U0LI", text="Reply", **place)
    thread = await control.get("thread", channel="C0CARE", ts=reply["ts"])
    assert [message["text"] for message in thread["messages"]] == ["Root", "Reply"]


async def test_a_guest_sees_no_channel_they_are_not_in(control: Control) -> None:
    assert (await control.get("sees", user="U0GUEST"))["channels"] == []


@pytest.mark.parametrize(
    ("act", "given", "sentence"),
    [
        ("speak", {"user": "U0NOBODY", "channel": "C0CARE", "text": "x"}, "There is no person U0NOBODY."),
        ("speak", {"user": "U0LI", "channel": "C0NOWHERE", "text": "x"}, "There is no channel C0NOWHERE."),
        ("speak", {"user": "U0LI", "channel": "C0CARE"}, "`text` is missing."),
        (
            "speak",
            {"user": "U0LI", "channel": "C0CARE", "text": "x", "thread_ts": "1.0"},
            "There is no message 1.0 in this channel to reply to.",
        ),
        (
            "edit",
            {"user": "U0LI", "channel": "C0CARE", "ts": "1.0", "text": "x"},
            "There is no message 1.0 in this channel.",
        ),
        ("submit", {"user": "U0LI", "view_id": "V0"}, "Li Chen does not see a view V0 now."),
        ("command", {"user": "U0LI", "channel": "C0CARE", "text": "x"}, "A command begins with a slash."),
        ("redeliver", {"event_id": "Ev0"}, "No event Ev0 was ever sent."),
        ("hang", {"method": "chat.update", "mode": "x"}, "`mode` must be drop_after or drop_before."),
        (
            "mention",
            {"text": "x", "author": "kim"},
            "This sandbox was started without --mention-url and --mention-secret.",
        ),
    ],
)
async def test_refusals_are_sentences(control: Control, act: str, given: dict[str, object], sentence: str) -> None:
    assert await control.attempt(act, **given) == {"ok": False, "error": sentence}


async def test_people_change_only_their_own_words(control: Control) -> None:
    ts = (await control.post("speak", user="U0TOM", channel="C0CARE", text="Mine"))["ts"]
    refused = await control.attempt("edit", user="U0LI", channel="C0CARE", ts=ts, text="Yours")
    assert refused["error"] == "Li Chen can change only their own messages."


@pytest.fixture
async def listening() -> AsyncIterator[tuple[Sandbox, list[bytes]]]:
    """A workspace with a source outside that verifies what customers say."""
    bodies: list[bytes] = []

    async def take(request: Request) -> Response:
        body = await request.body()
        Webhook(WEBHOOK_SECRET).verify(body, dict(request.headers))
        bodies.append(body)
        return JSONResponse({"stored": True}, status_code=202)

    async with serve(Starlette(routes=[Route("/sources/web", take, methods=["POST"])])) as url:
        settings = Settings(
            bot_url=NOBODY,
            signing_secret=SECRET,
            mention_url=f"{url}/sources/web",
            mention_secret=WEBHOOK_SECRET,
        )
        async with served(settings) as sandbox:
            yield sandbox, bodies


async def test_a_customer_is_heard_through_a_signed_webhook(listening: tuple[Sandbox, list[bytes]]) -> None:
    sandbox, bodies = listening
    said = await sandbox.control.post(
        "mention", text="It swells", author="dana_k", url="https://example.com/1", reach=40, id="m1"
    )
    assert (said["status"], json.loads(said["body"])) == (202, {"stored": True})
    (mention,) = json.loads(bodies[0])["mentions"]
    assert mention.pop("posted_at")
    assert mention == {
        "id": "m1",
        "text": "It swells",
        "author": "dana_k",
        "url": "https://example.com/1",
        "reach": 40,
        "thread": "m1",
    }


async def test_a_reset_brings_the_start_back(sandbox: Sandbox) -> None:
    await sandbox.client.chat_postMessage(channel="C0CARE", text="x")
    await sandbox.control.post("fail", method="chat.postMessage")
    await sandbox.control.post("reset")
    await sandbox.client.chat_postMessage(channel="C0CARE", text="y")
    seen = await sandbox.control.get("channel", channel="C0CARE", user="U0LI")
    assert [message["text"] for message in seen["channel"]["messages"]] == ["y"]


async def test_charts_can_be_switched_off(sandbox: Sandbox) -> None:
    assert sandbox.workspace.supports_data_visualization
    await sandbox.control.post("support", data_visualization=False)
    assert not sandbox.workspace.supports_data_visualization


async def test_changes_are_streamed(control: Control) -> None:
    async with control.http.stream("GET", "/control/stream") as stream:
        lines = stream.aiter_lines()
        assert await anext(lines) == "event: change"
        first = await anext(lines)
        await control.post("speak", user="U0LI", channel="C0CARE", text="x")
        async for line in lines:
            if line.startswith("data:"):
                assert line > first
                break


PAGE = Path(sandbox_app.__file__).parent / "page"
SCRIPTS = [path.relative_to(PAGE).as_posix() for path in PAGE.glob("script/*.js")]


async def test_the_page_and_all_that_it_names_is_served(control: Control) -> None:
    page = await control.http.get("/")
    assert "default-src 'self'" in page.headers["content-security-policy"]
    named = re.findall(r'(?:href|src)="(/page/[^"]+)"', page.text)
    for address in [*named, *(f"/page/{script}" for script in SCRIPTS)]:
        assert (await control.http.get(address)).status_code == 200, address


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_script_writes_html(script: str) -> None:
    text = (PAGE / script).read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text)


async def test_other_sites_cannot_act_through_a_browser(control: Control) -> None:
    elsewhere = {"origin": "https://elsewhere.example"}
    response = await control.http.post("/control/reset", json={}, headers=elsewhere)
    assert response.json()["error"] == "Only the sandbox's own page may do this from a browser."


async def test_a_person_writes_to_the_app(control: Control) -> None:
    await control.post("speak", user="U0LI", channel="U0MUSTER", text="Hello, app")
    direct = (await control.get("sees", user="U0LI"))["dms"][0]
    assert [message["text"] for message in direct["messages"]] == ["Hello, app"]


MANIFEST = """
# An app as Slack takes it.
_metadata: {}
display_information:
  name: Muster
  long_description: >-
    Brings what customers say
    to the people who can answer.
features:
  app_home:
    home_tab_enabled: true
    messages_tab_enabled: false
    messages_tab_read_only_enabled: true
  slash_commands:
    - command: /muster
      description: "Cases, drafts: and help"
      should_escape: true
  shortcuts:
    - name: Report a customer mention
      type: message
      callback_id: mention.report
oauth_config:
  scopes:
    bot:
      - commands   # and the shortcuts, it's said
      - chat:write
settings:
  event_subscriptions:
    bot_events:
      - app_home_opened
      - message.channels
  socket_mode_enabled: false
"""


def test_a_manifest_is_read(tmp_path: Path) -> None:
    (tmp_path / "app.yaml").write_text(MANIFEST)
    manifest = Manifest.read(tmp_path / "app.yaml")
    assert manifest.scopes == {"chat:write", "commands"}
    assert manifest.hears({"type": "message", "channel_type": "channel"})
    assert not manifest.hears({"type": "message", "channel_type": "im"})
    assert manifest.has_command("/muster")
    assert not manifest.has_command("/other")
    assert (manifest.has_home, manifest.has_messages, manifest.is_read_only) == (True, False, True)
    assert manifest.commands
    assert manifest.commands[0]["description"] == "Cases, drafts: and help"
    assert manifest.shortcuts[0]["callback_id"] == "mention.report"
    assert Manifest.read(tmp_path / "none.yaml") == Manifest()
