"""Issues and discussions on GitHub: its published vector, payloads in its shape, and its API on loopback."""

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
from bot.domain.mention import TEXT_LIMIT, Arrived, Author, Mention
from bot.ports import ReplyRefused
from sandbox.serving import serve
from sources.base import ReplyingSource
from sources.errors import BadSignature
from sources.github import CONNECTOR, GithubSource
from sources.way_back import mark_of
from tests.sources.contract import NAME, NOW, PushContract, PushRehearsal, ReplyContract, ReplyRehearsal, Sent
from tests.sources.trouble import Troubled

SECRET = "It's a Secret to Everybody"
TOKEN = "github_pat_11AAAA"
ISSUE = "https://github.com/acme/kettle/issues/7"
DISCUSSION = "https://github.com/acme/kettle/discussions/4"
SAID_AT = "2026-03-02T09:30:00Z"
EDITED_AT = "2026-03-02T10:00:00Z"


def issue(**more: object) -> dict[str, object]:
    return {"id": 444500041, "number": 7, "html_url": ISSUE, "title": "It leaks", **said("The kettle leaks."), **more}


def said(body: str | None, **more: object) -> dict[str, object]:
    return {
        "user": {"login": "ann", "id": 21031067, "type": "User"},
        "author_association": "NONE",
        "created_at": SAID_AT,
        "updated_at": EDITED_AT,
        "body": body,
        **more,
    }


def comment(body: str = "Mine leaks too.", **more: object) -> dict[str, object]:
    return {"id": 492700400, "html_url": f"{ISSUE}#issuecomment-492700400", **said(body), **more}


def payload(action: str, **parts: object) -> bytes:
    return json.dumps({"action": action, **parts, "repository": {"full_name": "acme/kettle"}}).encode()


def in_discussion(action: str) -> bytes:
    discussion = {"id": 3299614, "number": 4, "html_url": DISCUSSION, "title": "Tea", **said("Which tea?")}
    reply = {"id": 550062, "html_url": f"{DISCUSSION}#discussioncomment-550062", "parent_id": None, **said("Black.")}
    return payload(action, discussion=discussion, comment=reply)


def sign(raw: bytes, kind: str) -> dict[str, str]:
    return {
        "X-GitHub-Event": kind,
        "X-GitHub-Delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "X-Hub-Signature-256": "sha256=" + hmac.new(SECRET.encode(), raw, hashlib.sha256).hexdigest(),
    }


SENT = (
    Sent(raw=payload("opened", issue=issue()), says=("issues:444500041",), kind="issues"),
    Sent(raw=payload("edited", issue=issue()), says=("issues:444500041",), kind="issues"),
    Sent(raw=payload("deleted", issue=issue()), gone=("issues:444500041",), kind="issues"),
    Sent(raw=payload("transferred", issue=issue()), gone=("issues:444500041",), kind="issues"),
    Sent(raw=payload("labeled", issue=issue()), kind="issues"),
    Sent(
        raw=payload("created", issue=issue(), comment=comment()),
        says=("issue_comment:492700400",),
        kind="issue_comment",
    ),
    Sent(
        raw=payload("deleted", issue=issue(), comment=comment()),
        gone=("issue_comment:492700400",),
        kind="issue_comment",
    ),
    Sent(raw=payload("created", issue=issue(pull_request={}), comment=comment()), kind="issue_comment"),
    Sent(raw=in_discussion("created"), says=("discussion:3299614",), kind="discussion"),
    Sent(raw=in_discussion("created"), says=("discussion_comment:550062",), kind="discussion_comment"),
    Sent(raw=in_discussion("deleted"), gone=("discussion_comment:550062",), kind="discussion_comment"),
    Sent(raw=b'{"zen": "Design for failure.", "hook_id": 1}', kind="ping"),
)


class Api(Troubled):
    """GitHub's API, as far as replies need it."""

    def __init__(self) -> None:
        super().__init__()
        self.comments: list[dict[str, Any]] = []
        self.app = Starlette(
            routes=[
                Route("/repos/acme/kettle/issues/7/comments", self.on_issue, methods=["GET", "POST"]),
                Route("/graphql", self.graphql, methods=["POST"]),
            ]
        )

    async def received(self) -> Sequence[str]:
        return [one["body"] for one in self.comments if one["user"]["type"] == "Bot"]

    def add(self, body: str, kind: str = "Bot") -> dict[str, Any]:
        url = f"{ISSUE}#issuecomment-{len(self.comments) + 1}"
        user = {"login": f"muster-{kind}", "type": kind}
        self.comments.append(
            {"body": body, "html_url": url, "url": url, "user": user, "author_association": "NONE",
             "viewerDidAuthor": kind == "Bot"}
        )  # fmt: skip
        return self.comments[-1]

    async def on_issue(self, request: Request) -> Response:
        assert request.headers["authorization"] == f"Bearer {TOKEN}"
        if answer := self.answer(request):
            return answer
        if request.method == "POST":
            return JSONResponse(self.add((await request.json())["body"]), 201)
        page, size = int(request.query_params["page"]), int(request.query_params["per_page"])
        return JSONResponse(self.comments[(page - 1) * size : page * size])

    async def graphql(self, request: Request) -> Response:
        if answer := self.answer(request):
            return answer
        asked = await request.json()
        if "mutation" in asked["query"]:
            if asked["variables"]["discussion"] != "D_1":
                return JSONResponse({"data": None, "errors": [{"message": "Could not resolve to a node"}]})
            return JSONResponse({"data": {"addDiscussionComment": {"comment": self.add(asked["variables"]["body"])}}})
        comments = {"pageInfo": {"hasPreviousPage": False, "startCursor": None}, "nodes": self.comments}
        discussion = {"id": "D_1" if asked["variables"]["number"] == 4 else "D_2", "comments": comments}
        return JSONResponse({"data": {"repository": {"discussion": discussion}}})


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    made = Api()
    async with serve(made.app) as made.url:
        yield made


def said_on(thread: str) -> Mention:
    ann = Author(source=NAME, handle="ann")
    return Mention(source=NAME, external_id="issues:7", text="It leaks", author=ann, posted_at=NOW, thread=thread)


def rehearsed(api: Api, thread: str) -> ReplyRehearsal:
    return ReplyRehearsal(
        connector=CONNECTOR,
        settings={"api": api.url, "internal": True},
        secrets={"SECRET": SECRET, "TOKEN": TOKEN},
        to=said_on(thread),
        received=api.received,
        trouble=api.trouble,
    )


class TestHearing(PushContract):
    """GitHub keeps what every source that pushes keeps."""

    @pytest.fixture
    def rehearsal(self) -> PushRehearsal:
        return PushRehearsal(
            connector=CONNECTOR,
            secrets={"SECRET": SECRET},
            sent=SENT,
            sign=sign,
            holding=lambda text: payload("opened", issue=issue(body=text)),
        )


class TestReplyingOnAnIssue(ReplyContract):
    """A comment on an issue is made once."""

    @pytest.fixture
    def replying(self, api: Api) -> ReplyRehearsal:
        return rehearsed(api, ISSUE)


class TestReplyingInADiscussion(ReplyContract):
    """A comment in a discussion is made once."""

    @pytest.fixture
    def replying(self, api: Api) -> ReplyRehearsal:
        return rehearsed(api, DISCUSSION)


def source(**more: object) -> GithubSource:
    read = CONNECTOR.settings.model_validate({"kind": "github", **more})
    return CONNECTOR.make(NAME, read, {"SECRET": SECRET})


def parsed(raw: bytes, kind: str = "issues", **more: object) -> Arrived:
    return source(**more).parse(raw, received_at=NOW, kind=kind)


def test_the_published_vector_holds() -> None:
    signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
    headers = {"x-hub-signature-256": signature, "x-github-delivery": "1", "x-github-event": "ping"}
    delivery = source().verify(headers, b"Hello, World!")
    assert (delivery.id, delivery.kind) == ("1", "ping")
    with pytest.raises(BadSignature):
        source().verify({**headers, "x-hub-signature-256": signature.upper()}, b"Hello, World!")


def test_an_id_that_is_none_is_made_of_the_body() -> None:
    raw = SENT[0].raw
    delivery = source().verify({**sign(raw, "issues"), "X-GitHub-Delivery": "\x00" * 1_000}, raw)
    assert delivery.id == hashlib.sha256(raw).hexdigest()


def test_an_issue_is_read_with_all_it_says() -> None:
    raw = payload("edited", issue=issue(body="<!-- Tell us\nmore --> It leaks <!-- never closed"))
    assert parsed(raw).mentions == (
        Mention(
            source=NAME,
            external_id="issues:444500041",
            text="It leaks\n\nIt leaks <!-- never closed",
            author=Author(source=NAME, handle="ann"),
            posted_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
            edited_at=datetime(2026, 3, 2, 10, tzinfo=UTC),
            url=ISSUE,
            thread=ISSUE,
        ),
    )


def test_a_comment_stands_in_the_thread_of_its_issue_and_was_not_edited_when_made() -> None:
    (mention,) = parsed(SENT[5].raw, "issue_comment").mentions
    assert (mention.thread, mention.edited_at, mention.text) == (ISSUE, None, "Mine leaks too.")


@pytest.mark.parametrize(
    "ours",
    [
        {"author_association": "OWNER"},
        {"author_association": "COLLABORATOR"},
        {"user": {"login": "helper", "type": "Bot"}},
        {"user": {"login": "renovate[bot]", "type": "User"}},
    ],
)
def test_our_own_people_and_programs_are_no_customers(ours: dict[str, object]) -> None:
    assert parsed(payload("opened", issue=issue(**ours))) == Arrived()


def test_who_is_ours_is_a_setting_and_whoever_left_is_nobody() -> None:
    opened = payload("opened", issue=issue(author_association="MEMBER"))
    assert parsed(opened, own=[]).mentions
    (mention,) = parsed(payload("opened", issue=issue(user=None))).mentions
    assert mention.author is None


def test_a_long_log_is_cut_where_everybody_sees_it() -> None:
    (mention,) = parsed(payload("opened", issue=issue(body="x" * 65_536))).mentions
    assert len(mention.text) == TEXT_LIMIT
    assert mention.text.endswith("The rest stands at the source.")


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (payload("opened", issue=issue(id={"a": 1})), "issue.id"),
        (payload("opened", issue=issue(id=True)), "issue.id"),
        (payload("opened", issue=issue(id=10**30)), "issue.id"),
        (payload("opened", issue=issue(user=5)), "issue.user"),
        (payload("opened", issue=issue(user={"login": []})), "issue.user.login"),
        (payload("opened", issue=issue(user={"login": None})), "issue.author.handle"),
        (payload("opened", issue=issue(body=7)), "issue.body"),
        (payload("opened", issue=issue(created_at="yesterday")), "issue.posted_at"),
        (payload("opened", issue=issue(html_url="javascript:alert(1)")), "issue.url"),
        (payload("opened", issue=[1]), "issue"),
        (payload("opened"), "issue"),
    ],
)
def test_a_payload_that_is_none_of_githubs_is_refused_with_its_place(raw: bytes, place: str) -> None:
    with pytest.raises(BadInput) as refusal:
        parsed(raw)
    assert refusal.value.field == place
    assert str(refusal.value).startswith(f"{place} ")


def test_a_form_is_refused_with_the_remedy() -> None:
    with pytest.raises(BadInput, match="application/json"):
        parsed(b"payload=%7B%7D")


def test_without_a_token_nothing_can_be_sent() -> None:
    assert not isinstance(source(), ReplyingSource)


async def test_a_customer_who_copies_our_mark_does_not_silence_us(api: Api) -> None:
    api.add(f"Look, {mark_of('reply-1')}", kind="User")
    for thread in (ISSUE, DISCUSSION):
        await rehearsed(api, thread).replying().reply(said_on(thread), "We are sorry.", "reply-1")
        assert len(await api.received()) == 1


async def test_an_earlier_reply_is_found_on_a_later_page(api: Api) -> None:
    for _ in range(150):
        api.add("Mine too.", kind="User")
    url = api.add(f"We are sorry. {mark_of('reply-1')}")["html_url"]
    assert await rehearsed(api, ISSUE).replying().reply(said_on(ISSUE), "We are sorry.", "reply-1") == url


@pytest.mark.parametrize(
    "thread", ["", "https://github.com/acme/kettle/pull/7", f"{ISSUE}/../../../../user/keys", f"{DISCUSSION}4"]
)
async def test_what_stands_nowhere_is_refused(api: Api, thread: str) -> None:
    with pytest.raises(ReplyRefused):
        await rehearsed(api, thread).replying().reply(said_on(thread), "We are sorry.", "reply-1")
    assert not await api.received()
