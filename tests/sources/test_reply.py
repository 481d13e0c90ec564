"""The way back through a signed webhook, against the customers' end of the sandbox and against odd answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.outbox import Outbox
from bot.ports import ReplyBusy, ReplyRefused, ReplyUnsure
from sandbox.app import create_app
from sandbox.serving import serve
from sandbox.workspace import Settings, Workspace
from sources.base import ReplyingSource
from sources.webhook import ReplyingWebhook, SignedWebhook
from sources.webhook.replying import ANSWER_LIMIT
from tests.builders import mention
from tests.world import SOURCE_SECRET

OLDER_SECRET = "whsec_" + "b" * 32
WORDS = mention("The kettle leaks.", external_id="m1", thread="m1")
KEY = "reply:7:1"


class Outside:
    """Customers who said one thing, and what they hear."""

    def __init__(self, workspace: Workspace, url: str) -> None:
        self.workspace = workspace
        self.url = url
        self.source = ReplyingWebhook("web", SOURCE_SECRET, f"{url}/customers/replies")

    async def goes_wrong(self, mode: str, **more: object) -> None:
        async with httpx.AsyncClient(base_url=self.url, trust_env=False) as http:
            assert (await http.post("/control/reply_fault", json={"mode": mode, **more})).status_code == 200

    @property
    def heard(self) -> list[dict[str, object]]:
        said = self.workspace.customers.correspondence.conversations["m1"].said.values()
        return [one.shape() for one in said if one.kind == "reply"]


@pytest.fixture
async def outside() -> AsyncIterator[Outside]:
    """A customer whose mention stands outside; nothing is sent to any bot."""
    async with _bot() as bot:
        workspace = Workspace(
            Settings(bot_url=bot, signing_secret="s", mention_url=bot, mention_secret=SOURCE_SECRET)
        )
        async with serve(create_app(workspace)) as url:
            await workspace.customers.say(WORDS.text, "dana", mention_id="m1")
            yield Outside(workspace, url)


def _bot() -> object:
    async def taken(request: Request) -> Response:
        return PlainTextResponse("Taken in.", 202)

    return serve(Starlette(routes=[Route("/{path:path}", taken, methods=["POST"])]))


def test_a_webhook_with_an_address_for_replies_can_reply_and_another_one_cannot() -> None:
    assert isinstance(ReplyingWebhook("web", SOURCE_SECRET, "http://x.example"), ReplyingSource)
    assert not isinstance(SignedWebhook("web", SOURCE_SECRET), ReplyingSource)


async def test_a_reply_arrives_in_its_conversation_and_says_where_it_stands(outside: Outside) -> None:
    url = await outside.source.reply(WORDS, "Please unplug it. ✓", KEY)
    (heard,) = outside.heard
    assert (heard["text"], heard["in_reply_to"], heard["key"], heard["url"]) == (
        "Please unplug it. ✓",
        "m1",
        KEY,
        url,
    )


async def test_the_same_key_again_arrives_once_and_another_key_anew(outside: Outside) -> None:
    first = await outside.source.reply(WORDS, "Please unplug it.", KEY)
    assert await outside.source.reply(WORDS, "Please unplug it.", KEY) == first
    assert len(outside.heard) == 1
    await outside.source.reply(WORDS, "Please unplug it.", "reply:7:2")
    assert len(outside.heard) == 2


async def test_a_refusal_says_why_and_nothing_arrives(outside: Outside) -> None:
    await outside.goes_wrong("refuse", status=422)
    with pytest.raises(ReplyRefused, match="does not take this reply"):
        await outside.source.reply(WORDS, "Please unplug it.", KEY)
    assert outside.heard == []
    await outside.source.reply(WORDS, "Please unplug it.", KEY)
    assert len(outside.heard) == 1


@pytest.mark.parametrize(("mode", "arrived"), [("error", 0), ("hang_before", 0), ("hang_after", 1)])
async def test_what_breaks_off_leaves_us_unsure_and_the_same_key_again_arrives_once(
    outside: Outside, mode: str, arrived: int
) -> None:
    await outside.goes_wrong(mode)
    with pytest.raises(ReplyUnsure):
        await outside.source.reply(WORDS, "Please unplug it.", KEY)
    assert len(outside.heard) == arrived
    await outside.source.reply(WORDS, "Please unplug it.", KEY)
    assert len(outside.heard) == 1


async def test_a_mention_that_is_gone_is_refused(outside: Outside) -> None:
    with pytest.raises(ReplyRefused, match="There is no mention m2"):
        await outside.source.reply(mention("Gone.", external_id="m2", thread="m1"), "Hello.", KEY)


async def test_while_a_secret_changes_either_one_verifies(outside: Outside) -> None:
    both = ReplyingWebhook("web", f"{OLDER_SECRET} {SOURCE_SECRET}", f"{outside.url}/customers/replies")
    await both.reply(WORDS, "Please unplug it.", KEY)
    wrong = ReplyingWebhook("web", OLDER_SECRET, f"{outside.url}/customers/replies")
    with pytest.raises(ReplyRefused, match="signature"):
        await wrong.reply(WORDS, "Please unplug it.", "reply:7:2")


Answer = Callable[[], Response]
URL = {"url": "https://forum.example/1#2"}
ODD_ANSWERS: dict[str, tuple[Answer, type[Exception]]] = {
    "too fast": (lambda: JSONResponse({}, 429, headers={"retry-after": "7"}), ReplyBusy),
    "too fast until a date": (lambda: JSONResponse({}, 429, headers={"retry-after": "Wed, 21 Oct"}), ReplyBusy),
    "down": (lambda: PlainTextResponse("Bad gateway", 502), ReplyUnsure),
    "slow upstream": (lambda: JSONResponse(URL, 408), ReplyUnsure),
    "moved": (lambda: JSONResponse(URL, 307, headers={"location": "https://elsewhere.example"}), ReplyRefused),
    "unknown": (lambda: PlainTextResponse("Not found", 404), ReplyRefused),
    "no link": (lambda: JSONResponse({"ok": True}), ReplyUnsure),
    "no JSON": (lambda: PlainTextResponse("thanks"), ReplyUnsure),
    "a list": (lambda: JSONResponse([URL]), ReplyUnsure),
    "a link that is none": (lambda: JSONResponse({"url": "javascript:alert(1)"}), ReplyUnsure),
    "a link with mark-up": (lambda: JSONResponse({"url": "https://x.example/<!channel>"}), ReplyUnsure),
    "endless": (lambda: Response(b" " * (ANSWER_LIMIT * 3), media_type="application/json"), ReplyUnsure),
}


@asynccontextmanager
async def answering(answer: Answer) -> AsyncIterator[tuple[ReplyingWebhook, list[str]]]:
    """A source whose end always answers this, and the deliveries that it got."""
    got: list[str] = []

    async def endpoint(request: Request) -> Response:
        got.append(request.headers["webhook-id"])
        return answer()

    async with serve(Starlette(routes=[Route("/replies", endpoint, methods=["POST"])])) as url:
        yield ReplyingWebhook("web", SOURCE_SECRET, f"{url}/replies"), got


@pytest.mark.parametrize("answer", ODD_ANSWERS)
async def test_odd_answers_have_their_meaning_too_and_each_is_asked_for_once(answer: str) -> None:
    given, meaning = ODD_ANSWERS[answer]
    async with answering(given) as (source, got):
        with pytest.raises(meaning) as raised:
            await source.reply(WORDS, "Please unplug it.", KEY)
    assert got == [KEY]
    assert str(raised.value).endswith(".")
    if isinstance(raised.value, ReplyBusy):
        assert raised.value.after == (7 if answer == "too fast" else 30)


async def test_a_reason_is_told_on_in_one_short_line() -> None:
    async with answering(lambda: JSONResponse({"message": "No.\n" + "x" * 5_000}, 403)) as (source, _):
        with pytest.raises(ReplyRefused) as refused:
            await source.reply(WORDS, "Please unplug it.", KEY)
    assert str(refused.value).startswith("No. xxx")
    assert len(str(refused.value)) == 200


async def test_nobody_at_the_address_leaves_us_unsure() -> None:
    with pytest.raises(ReplyUnsure, match="did not answer"):
        await ReplyingWebhook("web", SOURCE_SECRET, "http://127.0.0.1:9/replies").reply(WORDS, "Hello.", KEY)


class Broken(SignedWebhook):
    """A connector with a mistake in it."""

    async def reply(self, to: object, text: str, key: str) -> str:
        raise KeyError("oops")


async def test_a_connector_that_breaks_leaves_us_unsure_and_an_unknown_source_is_refused() -> None:
    outbox = Outbox({"web": Broken("web", SOURCE_SECRET), "shop": SignedWebhook("shop", SOURCE_SECRET)})
    assert outbox.names == {"web"}
    with pytest.raises(ReplyUnsure):
        await outbox.reply(WORDS, "Hello.", KEY)
    with pytest.raises(ReplyRefused, match="shop"):
        await outbox.reply(mention(source="shop"), "Hello.", KEY)
