"""A Discourse forum: the vector of its own tests, payloads in its shape, and its API on loopback."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.domain.errors import BadInput
from bot.domain.mention import Arrived, Author, Mention
from bot.ports import ReplyRefused
from sandbox.serving import serve
from sources.base import ReplyingSource
from sources.discourse import CONNECTOR, DiscourseSource
from sources.way_back import mark_of
from tests.sources.contract import NAME, NOW, PushContract, PushRehearsal, ReplyContract, ReplyRehearsal, Sent
from tests.sources.trouble import Troubled

SECRET = "my_lovely_secret_for_web_hook"
FORUM = "https://forum.example"


def post(**more: object) -> bytes:
    """A post as the forum's webhooks tell of it."""
    given = {
        "id": 1001,
        "name": "Ann Lee",
        "username": "ann",
        "created_at": "2026-03-02T09:30:00.123Z",
        "updated_at": "2026-03-02T10:00:00.000Z",
        "cooked": "<p>The kettle <b>leaks</b> &amp; hisses.</p>",
        "raw": "The kettle **leaks** & hisses.",
        "post_number": 2,
        "post_type": 1,
        "reads": 12,
        "topic_id": 77,
        "topic_slug": "kettle",
        "topic_title": "Kettle trouble",
        "topic_archetype": "regular",
        "primary_group_name": None,
        "moderator": False,
        "admin": False,
        "staff": False,
        "user_id": 2401,
        "hidden": False,
        "user_deleted": False,
        **more,
    }
    return json.dumps({"post": given}).encode()


def sign(raw: bytes, kind: str) -> dict[str, str]:
    return {
        "X-Discourse-Instance": FORUM,
        "X-Discourse-Event-Id": "158765",
        "X-Discourse-Event-Type": kind.partition("_")[0],
        "X-Discourse-Event": kind,
        "X-Discourse-Event-Signature": "sha256=" + hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest(),
    }


SENT = (
    Sent(raw=post(), says=("1001",), kind="post_created"),
    Sent(raw=post(), says=("1001",), kind="post_edited"),
    Sent(raw=post(), says=("1001",), kind="post_recovered"),
    Sent(raw=post(), gone=("1001",), kind="post_destroyed"),
    Sent(raw=post(hidden=True), gone=("1001",), kind="post_edited"),
    Sent(raw=post(user_deleted=True), gone=("1001",), kind="post_edited"),
    Sent(raw=b'{"topic": {"id": 77, "title": "Kettle trouble"}}', kind="topic_created"),
    Sent(raw=b'{"ping":"OK"}', kind="ping"),
)


class Forum(Troubled):
    """The forum's API, as far as replies need it."""

    def __init__(self) -> None:
        super().__init__()
        self.posts: list[dict[str, Any]] = [{"id": 1001, "topic_id": 77, "post_number": 2, "raw": "It leaks."}]
        self.waits_for_moderator = False
        self.app = Starlette(
            routes=[
                Route("/posts.json", self.write, methods=["POST"]),
                Route("/t/77.json", self.topic),
                Route("/t/77/posts.json", self.some),
            ]
        )

    async def received(self) -> Sequence[str]:
        return [one["raw"] for one in self.posts if one.get("username") == "care"]

    def add(self, raw: str, username: str = "care") -> dict[str, Any]:
        number = len(self.posts) + 2
        self.posts.append(
            {"id": 1000 + number, "topic_id": 77, "post_number": number, "raw": raw, "username": username}
        )
        return self.posts[-1]

    async def write(self, request: Request) -> Response:
        assert (request.headers["api-key"], request.headers["api-username"]) == ("key", "Care")
        if answer := self.answer(request):
            return answer
        given = await request.json()
        assert (given["topic_id"], given["reply_to_post_number"]) == (77, 2)
        if self.waits_for_moderator:
            return JSONResponse({"action": "enqueued", "success": True})
        return JSONResponse({key: value for key, value in self.add(given["raw"]).items() if key != "raw"})

    async def topic(self, request: Request) -> Response:
        stream = {"posts": self.posts[:1], "stream": [one["id"] for one in self.posts]}
        return self.answer(request) or JSONResponse({"id": 77, "post_stream": stream})

    async def some(self, request: Request) -> Response:
        wanted = {int(one) for one in request.query_params.getlist("post_ids[]")}
        assert request.query_params["include_raw"] == "true"
        assert len(wanted) <= 50
        return JSONResponse({"post_stream": {"posts": [one for one in self.posts if one["id"] in wanted]}})


@pytest.fixture
async def forum() -> AsyncIterator[Forum]:
    made = Forum()
    async with serve(made.app) as made.url:
        yield made


def said(**more: Any) -> Mention:
    ann = Author(source=NAME, handle="ann")
    given = {"external_id": "1001", "thread": "77", "url": f"{FORUM}/t/77/2", **more}
    return Mention(source=NAME, text="It leaks.", author=ann, posted_at=NOW, **given)


def rehearsed(forum: Forum, **to: Any) -> ReplyRehearsal:
    return ReplyRehearsal(
        connector=CONNECTOR,
        settings={"url": forum.url, "internal": True, "username": "Care"},
        secrets={"SECRET": SECRET, "API_KEY": "key"},
        to=said(**to),
        received=forum.received,
        trouble=forum.trouble,
    )


class TestContract(PushContract, ReplyContract):
    """Discourse keeps what every source keeps."""

    @pytest.fixture
    def rehearsal(self) -> PushRehearsal:
        return PushRehearsal(
            connector=CONNECTOR,
            settings={"url": FORUM},
            secrets={"SECRET": SECRET},
            sent=SENT,
            sign=sign,
            holding=lambda text: post(raw=None, cooked=text),
        )

    @pytest.fixture
    def replying(self, forum: Forum) -> ReplyRehearsal:
        return rehearsed(forum)


def source(**more: object) -> DiscourseSource:
    read = CONNECTOR.settings.model_validate({"kind": "discourse", "url": f"{FORUM}/", **more})
    return CONNECTOR.make(NAME, read, {"SECRET": SECRET})


def parsed(raw: bytes, kind: str = "post_created", **more: object) -> Arrived:
    return source(**more).parse(raw, received_at=NOW, kind=kind)


def test_the_vector_of_its_own_tests_holds() -> None:
    given = "sha256=162f107f6b5022353274eb1a7197885cfd35744d8d08e5bcea025d309386b7d6"
    headers = {"x-discourse-event-signature": given, "x-discourse-event-id": "12", "x-discourse-event": "ping"}
    delivery = source().verify(headers, b'{"ping":"OK"}')
    assert (delivery.id, delivery.kind) == ("12", "ping")


def test_a_post_is_read_with_all_it_says() -> None:
    assert parsed(post(), "post_edited").mentions == (
        Mention(
            source=NAME,
            external_id="1001",
            text="The kettle **leaks** & hisses.",
            author=Author(source=NAME, handle="ann", name="Ann Lee"),
            posted_at=datetime(2026, 3, 2, 9, 30, 0, 123_000, UTC),
            edited_at=datetime(2026, 3, 2, 10, tzinfo=UTC),
            url=f"{FORUM}/t/77/2",
            reach=12,
            thread="77",
        ),
    )


def test_the_first_post_of_a_topic_bears_its_title_and_html_is_read_where_there_is_nothing_else() -> None:
    (mention,) = parsed(post(post_number=1, raw=None)).mentions
    assert mention.text == "Kettle trouble\n\nThe kettle leaks & hisses."


@pytest.mark.parametrize(
    "ours",
    [
        {"staff": True},
        {"admin": True},
        {"moderator": True},
        {"user_id": -1},
        {"primary_group_name": "acme"},
        {"topic_archetype": "private_message"},
        {"post_type": 4},
    ],
)
def test_our_own_people_private_messages_and_whispers_do_not_come_in(ours: dict[str, object]) -> None:
    assert parsed(post(**ours), own_groups=["acme"]) == Arrived()


@pytest.mark.parametrize(
    ("bad", "place"),
    [
        ({"id": "1001"}, "post.id"),
        ({"id": -5}, "post.id"),
        ({"topic_id": None}, "post.topic_id"),
        ({"post_number": 1.5}, "post.post_number"),
        ({"username": None}, "post.author.handle"),
        ({"raw": ["x"]}, "post.raw"),
        ({"raw": " ", "cooked": "<p> </p>"}, "post.text"),
        ({"raw": "", "cooked": "<div>" * 600_000}, "post.text"),
        ({"reads": "many"}, "post.reach"),
        ({"created_at": "0001-01-01T00:00:00Z"}, "post.posted_at"),
    ],
)
def test_a_payload_that_is_none_of_the_forums_is_refused_with_its_place(bad: dict[str, object], place: str) -> None:
    with pytest.raises(BadInput) as refusal:
        parsed(post(**bad))
    assert refusal.value.field == place


def test_an_address_that_is_none_is_refused_and_without_a_key_nothing_can_be_sent() -> None:
    assert not isinstance(source(), ReplyingSource)
    with pytest.raises(BadInput, match="url"):
        source(url="forum.example")


async def test_an_earlier_reply_is_found_among_many_and_a_copied_mark_does_not_silence_us(forum: Forum) -> None:
    for _ in range(120):
        forum.add(f"Look, {mark_of('reply-1')}", username="ann")
    rehearsal = rehearsed(forum)
    url = await rehearsal.replying().reply(rehearsal.to, "We are sorry.", "reply-1")
    assert len(await forum.received()) == 1
    forum.add("Thanks.", username="ann")
    assert await rehearsal.replying().reply(rehearsal.to, "We are sorry.", "reply-1") == url


async def test_a_post_that_waits_for_a_moderator_is_not_tried_again(forum: Forum) -> None:
    forum.waits_for_moderator = True
    rehearsal = rehearsed(forum)
    with pytest.raises(ReplyRefused, match="moderator"):
        await rehearsal.replying().reply(rehearsal.to, "We are sorry.", "reply-1")


@pytest.mark.parametrize("nowhere", [{"thread": None}, {"thread": "77/../../admin"}, {"external_id": "x"}])
async def test_what_stands_nowhere_is_refused(forum: Forum, nowhere: dict[str, str]) -> None:
    rehearsal = rehearsed(forum, **nowhere)
    with pytest.raises(ReplyRefused):
        await rehearsal.replying().reply(rehearsal.to, "We are sorry.", "reply-1")
