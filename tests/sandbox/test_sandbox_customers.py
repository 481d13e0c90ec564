"""Customers hear answers: conversations outside, signed replies, and the faults that can be asked for."""

import json
import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.serving import serve
from sandbox.workspace import Settings
from tests.sandbox.world import NOBODY, SECRET, Control, Sandbox, served

WEBHOOK_SECRET = "whsec_c2FtcGxlIHNlY3JldA=="
ANSWER = {"in_reply_to": "m1", "thread": "m1", "text": "Please unplug it.", "key": "reply:1"}


@pytest.fixture
async def outside() -> AsyncIterator[Sandbox]:
    """A workspace in which dana_k has said something, with the id m1."""

    async def take(request: Request) -> Response:
        return JSONResponse({"stored": True}, status_code=202)

    async with serve(Starlette(routes=[Route("/sources/web", take, methods=["POST"])])) as url:
        address = f"{url}/sources/web"
        settings = Settings(bot_url=NOBODY, signing_secret=SECRET, mention_url=address, mention_secret=WEBHOOK_SECRET)
        async with served(settings) as sandbox:
            await sandbox.control.post("mention", text="It smokes", author="dana_k", id="m1")
            yield sandbox


async def reply(
    sandbox: Sandbox, body: object = ANSWER, *, delivery: str | None = None, secret: str = WEBHOOK_SECRET
) -> httpx.Response:
    """Reply to a customer as the bot would."""
    raw, delivery, now = json.dumps(body), delivery or f"msg_{uuid.uuid4().hex}", datetime.now(UTC)
    headers = {
        "webhook-id": delivery,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign(delivery, now, raw),
    }
    return await sandbox.control.http.post("/customers/replies", content=raw, headers=headers)


async def replies(control: Control) -> list[str]:
    """What customers were replied so far."""
    conversations = (await control.get("conversations"))["conversations"]
    return [said["text"] for one in conversations for said in one["said"] if said["kind"] == "reply"]


async def test_a_conversation_outside_goes_to_and_fro(outside: Sandbox) -> None:
    answer = (await reply(outside)).json()
    assert answer["url"] == f"{outside.url}/#customer={answer['id']}"
    await outside.control.post("mention", text="Thank you", author="dana_k", thread="m1")
    await outside.control.post("mention", text="My refund?", author="piet", id="m2")
    conversations = (await outside.control.get("conversations"))["conversations"]
    assert [(one["thread"], one["author"]) for one in conversations] == [("m1", "dana_k"), ("m2", "piet")]
    said = conversations[0]["said"]
    assert [(one["kind"], one["text"]) for one in said] == [
        ("mention", "It smokes"),
        ("reply", "Please unplug it."),
        ("mention", "Thank you"),
    ]
    assert (said[0]["status"], said[1]["in_reply_to"], said[1]["key"]) == (202, "m1", "reply:1")
    assert (await outside.control.get("sees", user="U0LI"))["conversations"] == conversations
    await outside.control.post("reset")
    assert (await outside.control.get("conversations"))["conversations"] == []
    assert (await reply(outside)).status_code == 404


async def test_a_reply_that_comes_again_is_answered_alike_and_kept_once(outside: Sandbox) -> None:
    first = await reply(outside, delivery="msg_1")
    again = await reply(outside, delivery="msg_1")
    assert (again.status_code, again.json()) == (200, first.json())
    assert len(await replies(outside.control)) == 1
    await reply(outside, delivery="msg_2")
    assert len(await replies(outside.control)) == 2


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"in_reply_to": "m9"}, 404, "There is no mention m9 here."),
        ({"thread": "m9"}, 404, "There is no mention m1 in the thread m9 here."),
        ({"text": " "}, 400, "text must be a text that is not empty."),
        ({"in_reply_to": 1}, 400, "in_reply_to must be a text that is not empty."),
        ({"key": 1}, 400, "key must be a text, or null."),
    ],
)
async def test_replies_that_cannot_be_taken(
    outside: Sandbox, change: dict[str, Any], status: int, sentence: str
) -> None:
    refused = await reply(outside, ANSWER | change)
    assert (refused.status_code, refused.json()) == (status, {"error": sentence})
    assert await replies(outside.control) == []


async def test_only_signed_replies_are_taken(outside: Sandbox) -> None:
    forged = await reply(outside, secret="whsec_b3RoZXIgc2VjcmV0")
    unsigned = await outside.control.http.post("/customers/replies", json=ANSWER)
    sentence = {"error": "The signature does not hold, or is over five minutes old."}
    assert [(one.status_code, one.json()) for one in (forged, unsigned)] == [(401, sentence)] * 2
    assert await replies(outside.control) == []


async def test_without_a_secret_no_reply_is_taken(sandbox: Sandbox) -> None:
    assert (await reply(sandbox)).status_code == 401


@pytest.mark.parametrize(("mode", "given", "status"), [("refuse", {"status": 410}, 410), ("error", {}, 500)])
async def test_replies_can_be_refused(outside: Sandbox, mode: str, given: dict[str, int], status: int) -> None:
    await outside.control.post("reply_fault", mode=mode, count=2, **given)
    refused = [await reply(outside, delivery="msg_1") for _ in range(2)]
    assert [one.status_code for one in refused] == [status] * 2
    assert await replies(outside.control) == []
    assert (await reply(outside, delivery="msg_1")).status_code == 200


@pytest.mark.parametrize(("mode", "kept"), [("hang_after", 1), ("hang_before", 0)])
async def test_replies_can_break_off_without_an_answer(outside: Sandbox, mode: str, kept: int) -> None:
    await outside.control.post("reply_fault", mode=mode)
    with pytest.raises(httpx.TransportError):
        await reply(outside, delivery="msg_1")
    assert len(await replies(outside.control)) == kept
    assert (await reply(outside, delivery="msg_1")).status_code == 200
    assert len(await replies(outside.control)) == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"mode": "x"}, "`mode` must be one of: refuse, hang_after, hang_before, error."),
        ({"mode": "refuse", "status": 200}, "`status` must be from 400 to 599."),
    ],
)
async def test_faults_that_do_not_exist(control: Control, given: dict[str, Any], sentence: str) -> None:
    assert (await control.attempt("reply_fault", **given))["error"] == sentence


async def test_what_never_left_is_not_said(outside: Sandbox) -> None:
    outside.workspace.customers._settings = Settings(bot_url=NOBODY, signing_secret=SECRET)
    await outside.control.attempt("mention", text="Lost", author="piet", id="m2")
    conversations = (await outside.control.get("conversations"))["conversations"]
    assert [one["thread"] for one in conversations] == ["m1"]
