"""The web process at its doors: webhooks, Slack's requests, health and metrics."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import httpx
import pytest
from sqlalchemy import text

from bot.server import BODY_LIMIT, make_server
from sandbox.serving import serve
from storage.engine import connect
from tests.people import Person, words
from tests.world import SIGNING_SECRET, SOURCE_SECRET, World

OTHER_SECRET = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
SAID = {"text": "It swells.", "id": "1"}


async def parked(world: World) -> list[tuple[str, str]]:
    """The arrivals that wait for the operator, with the reason."""
    async with world.muster.engine.connect() as connection:
        rows = await connection.execute(text("SELECT delivery_id, error FROM deliveries WHERE state = 'parked'"))
        return [(row.delivery_id, row.error) for row in rows]


async def test_a_new_delivery_is_taken_in_and_a_repeat_changes_nothing(world: World, amara: Person) -> None:
    first = await world.webhook(SAID, delivery="msg_1")
    again = await world.webhook(SAID, delivery="msg_1")
    other = await world.webhook(SAID, delivery="msg_2")
    assert [answer.status_code for answer in (first, again, other)] == [202, 200, 202]
    assert first.json() == {"ok": True, "message": "Taken in."}
    assert again.json() == {"ok": True, "message": "Known already; nothing changed."}
    await world.settle()
    assert "mentions" not in words(await amara.card())
    assert (await world.webhook(SAID, delivery="msg_1")).status_code == 200


async def test_a_delivery_with_a_bad_signature_is_turned_away_and_not_kept(world: World) -> None:
    assert (await world.webhook(SAID, secret=OTHER_SECRET)).status_code == 401
    assert (await world.bot.post("/sources/web", json=SAID)).status_code == 401
    assert (await world.bot.post("/sources/web", content=b"\xff")).status_code == 401
    assert await parked(world) == []


BAD_BODIES = {
    b"not json": "The body is ",
    b"[]": "The body is not an object",
    b"{}": "text is missing; give the words of the mention.",
    b'{"text": "  "}': "text is blank; give the words of the mention.",
    b'{"mentions": [{"text": "x"}, {"id": 2}]}': "mentions[1].text is missing; give the words of the mention.",
    json.dumps({"text": "x" * 20_001}).encode(): "text has 20,001 characters; 20,000 is the limit.",
    b'{"text": "x", "url": "javascript:alert(1)"}': "url is “javascript:alert(1)”; give an address that starts with",
}


async def test_a_body_that_cannot_be_read_is_told_why_and_parked(world: World) -> None:
    for number, (body, reason) in enumerate(BAD_BODIES.items()):
        answer = await world.webhook(body, delivery=f"msg_{number}")
        assert answer.status_code == 400, body
        assert answer.json()["message"].startswith(reason)
    waiting = dict(await parked(world))
    assert set(waiting) == {f"msg_{number}" for number in range(len(BAD_BODIES))}
    assert waiting["msg_2"] == "text is missing; give the words of the mention."


async def test_a_rightly_signed_body_that_is_not_utf_8_is_parked_too(world: World) -> None:
    body, timestamp = b'{"text": "\xff"}', str(int(time.time()))
    key = base64.b64decode(SOURCE_SECRET.removeprefix("whsec_"))
    digest = hmac.new(key, f"msg_1.{timestamp}.".encode() + body, hashlib.sha256).digest()
    signature = f"v1,{base64.b64encode(digest).decode()}"
    headers = {"webhook-id": "msg_1", "webhook-timestamp": timestamp, "webhook-signature": signature}
    answer = await world.bot.post("/sources/web", content=body, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["message"] == "The body is not UTF-8 (byte 10). Encode the JSON as UTF-8."
    assert len(await parked(world)) == 1


async def test_a_good_body_is_taken_in_under_the_id_of_a_bad_one(world: World, amara: Person) -> None:
    assert (await world.webhook({"text": ""}, delivery="msg_1")).status_code == 400
    assert (await world.webhook(SAID, delivery="msg_1")).status_code == 202
    await world.settle()
    assert ">It swells." in words(await amara.card())
    assert await parked(world) == []
    assert (await world.webhook({"text": ""}, delivery="msg_1")).status_code == 400
    assert (await world.webhook(SAID, delivery="msg_1")).status_code == 200


async def test_an_unknown_source_is_not_found(world: World) -> None:
    answer = await world.webhook(SAID, source="nowhere")
    assert answer.status_code == 404
    assert answer.json()["message"] == "There is no source “nowhere” here, or it has no secret yet."
    assert (await world.bot.get("/sources/web")).status_code == 405


def pieces(total: int) -> Iterator[bytes]:
    """A body that does not say how long it is."""
    for _ in range(total // 65_536):
        yield b"x" * 65_536


async def test_a_body_that_is_too_large_is_refused_whether_it_says_so_or_not(world: World) -> None:
    async def unannounced() -> AsyncIterator[bytes]:
        for piece in pieces(10 * 1024 * 1024):
            yield piece

    for path in ("/sources/web", "/slack/events"):
        declared = await world.bot.post(path, content=b"x" * (2 * BODY_LIMIT))
        chunked = await world.bot.post(path, content=unannounced())
        assert [answer.status_code for answer in (declared, chunked)] == [413, 413], path
        assert declared.json()["message"] == "The body is larger than 5 MB. Send it in parts."


async def test_a_body_of_just_the_limit_is_read(world: World) -> None:
    body = json.dumps({"text": "x", "more": ""}).encode()
    body = body[:-2] + b"x" * (BODY_LIMIT - len(body)) + body[-2:]
    assert len(body) == BODY_LIMIT
    assert (await world.webhook(body)).status_code == 202


def signed(body: bytes, *, secret: str = SIGNING_SECRET, age: int = 0) -> dict[str, str]:
    """The headers that Slack sends with a command."""
    timestamp = str(int(time.time()) - age)
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": f"v0={digest}",
    }


async def test_slack_is_known_by_its_signature_and_by_the_time(world: World) -> None:
    body = b"command=/muster&text=help&user_id=U0AMARA&team_id=T0SANDBOX&trigger_id=1.2.3"

    async def status(headers: dict[str, str]) -> int:
        return (await world.bot.post("/slack/events", content=body, headers=headers)).status_code

    assert await status(signed(body)) == 200
    assert await status(signed(body, secret="another")) == 401
    assert await status(signed(body + b"&x")) == 401
    assert await status(signed(body, age=360)) == 401
    assert await status(signed(body, age=-360)) == 401
    assert await status({"content-type": "application/x-www-form-urlencoded"}) == 401


async def test_what_is_not_from_slack_at_all_is_turned_away_without_a_stack_trace(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    for content_type in ("application/json", "application/x-www-form-urlencoded"):
        for body in (b"{nope", b"\xff\xfe", b"payload={nope"):
            answer = await world.bot.post("/slack/events", content=body, headers={"content-type": content_type})
            assert answer.status_code in (400, 401), (content_type, body)
    assert "Traceback" not in caplog.text


async def test_without_a_worker_it_is_ready_since_what_is_asked_for_is_kept_and_says_what_to_do(world: World) -> None:
    assert (await world.bot.get("/healthz")).text == "alive"
    async with world.muster.engine.begin() as connection:
        await connection.execute(text("DELETE FROM procrastinate_workers"))
    answer = await world.bot.get("/readyz")
    assert (answer.status_code, answer.json()["database"], answer.json()["workers"]) == (200, True, 0)
    assert answer.json()["problem"] == "no worker takes jobs; start one with `python -m bot worker`"
    async with world.muster.engine.begin() as connection:
        await connection.execute(text("INSERT INTO procrastinate_workers DEFAULT VALUES"))
    answer = await world.bot.get("/readyz")
    assert (answer.json()["workers"], answer.json()["problem"]) == (1, None)


@pytest.fixture
async def adrift(world: World) -> AsyncIterator[httpx.AsyncClient]:
    """The same server, with nothing where its database should be."""
    engine = connect("postgresql://nobody@127.0.0.1:9/nowhere")
    app = make_server(replace(world.muster, engine=engine), SIGNING_SECRET)
    async with serve(app) as url, httpx.AsyncClient(base_url=url, trust_env=False, verify=False) as client:
        yield client
    await engine.dispose()


async def test_without_its_database_it_is_alive_but_not_ready(adrift: httpx.AsyncClient) -> None:
    assert (await adrift.get("/healthz")).status_code == 200
    answer = await adrift.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] is False
    assert answer.json()["problem"] == "the database does not answer as it should (OperationalError)"
    assert (await adrift.get("/metrics")).status_code == 200


async def measured(world: World, name: str) -> float:
    """One figure of `/metrics`, 0 where it does not stand there yet."""
    lines = (await world.bot.get("/metrics")).text.splitlines()
    return next((float(line.rpartition(" ")[2]) for line in lines if line.startswith(f"{name} ")), 0.0)


async def test_the_metrics_count_deliveries_requests_jobs_and_what_is_parked(world: World) -> None:
    figures = {
        'muster_deliveries_total{outcome="new",source="web"}': 1,
        'muster_deliveries_total{outcome="repeat",source="web"}': 1,
        'muster_deliveries_total{outcome="parked",source="web"}': 1,
        'muster_deliveries_total{outcome="bad signature",source="web"}': 1,
        'muster_jobs_total{job="read_delivery",outcome="done"}': 1,
        'muster_jobs_total{job="refresh_card",outcome="done"}': 1,
        'muster_request_seconds_count{path="/sources",status="202"}': 1,
        'muster_request_seconds_count{path="/slack/events",status="401"}': 1,
    }
    before = {name: await measured(world, name) for name in figures}
    await world.webhook(SAID, delivery="msg_1")
    await world.webhook(SAID, delivery="msg_1")
    await world.webhook({}, delivery="msg_2")
    await world.webhook(SAID, secret=OTHER_SECRET)
    assert await measured(world, "muster_jobs_waiting") == 1
    await world.settle()
    await world.bot.post("/slack/events", content=b"command=/muster")
    assert {name: await measured(world, name) - before[name] for name in figures} == figures
    assert await measured(world, 'muster_parked{kind="deliveries"}') == 1
    assert await measured(world, "muster_jobs_waiting") == 0


async def test_without_a_signing_secret_it_does_not_listen_to_slack(world: World) -> None:
    async with serve(make_server(world.muster, None)) as url, httpx.AsyncClient(base_url=url) as client:
        assert (await client.post("/slack/events")).status_code == 404
        assert (await client.get("/healthz")).status_code == 200


async def test_more_mentions_than_a_delivery_may_hold_are_refused(world: World) -> None:
    mentions = [{"text": "It swells.", "id": str(number)} for number in range(1_001)]
    refused = await world.webhook({"mentions": mentions})
    assert refused.status_code == 400
    assert refused.json()["message"] == "mentions must be a list of 1 to 1,000 mentions."
    assert (await world.webhook({"mentions": mentions[1:]})).status_code == 202
