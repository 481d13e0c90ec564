"""Bluesky: a stream in Jetstream's shape and a server that takes posts, on loopback."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.errors import BadInput
from bot.domain.mention import Author, Mention
from sandbox.serving import serve
from sources.base import ReplyingSource
from sources.bluesky import CONNECTOR
from sources.bluesky.polling import AT_ONCE, BlueskySource
from sources.bluesky.position import microseconds
from sources.bluesky.replying import record_key_of
from sources.errors import SourceFailed
from tests.sources.bluesky_servers import ANN, PASSWORD, US, Jetstream, PostServer, naming, post
from tests.sources.contract import NAME, PollContract, PollRehearsal, ReplyContract, ReplyRehearsal, drained, ids

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
async def stream() -> AsyncIterator[Jetstream]:
    """A Jetstream on loopback."""
    async with Jetstream().running() as jetstream:
        yield jetstream


@pytest.fixture
async def server() -> AsyncIterator[tuple[str, PostServer]]:
    """A server that takes posts, on loopback."""
    posts = PostServer()
    async with serve(posts.app) as url:
        yield url, posts


def hearing(stream: Jetstream, **more: object) -> dict[str, object]:
    near = {"stream": stream.url, "internal": True, "patience": 0.03}
    return {"terms": ["kettle", "#lid", "hot water"], "accounts": [US], **near, **more}


def source(stream: Jetstream, **more: object) -> BlueskySource:
    read = CONNECTOR.settings.model_validate({"kind": "bluesky", **hearing(stream, **more)})
    return CONNECTOR.make(NAME, read, {})


MENTION = Mention(
    source=NAME,
    external_id=f"at://{ANN}/app.bsky.feed.post/3l3qo2vuowo2b",
    text="The kettle leaks.",
    author=Author(source=NAME, handle=ANN),
    posted_at=NOW,
)


class TestContract(PollContract, ReplyContract):
    """Bluesky keeps what every source keeps."""

    @pytest.fixture
    async def rehearsal(self, stream: Jetstream) -> PollRehearsal:
        return PollRehearsal(
            connector=CONNECTOR,
            settings=hearing(stream, login="us.example"),
            secrets={"PASSWORD": PASSWORD},
            upstream=stream,
        )

    @pytest.fixture
    async def replying(self, server: tuple[str, PostServer]) -> ReplyRehearsal:
        url, posts = server
        posts.records[MENTION.external_id] = {"uri": MENTION.external_id, "cid": "bafyparent", "value": post("x")}
        return ReplyRehearsal(
            connector=CONNECTOR,
            settings={"terms": ["kettle"], "server": url, "login": "us.example", "internal": True},
            secrets={"PASSWORD": PASSWORD},
            to=MENTION,
            received=posts.received,
            trouble=posts.trouble,
        )


async def test_a_post_is_read_with_all_it_says(stream: Jetstream) -> None:
    root = {"uri": f"at://{US}/app.bsky.feed.post/3l3root", "cid": "bafyroot"}
    embed = {"$type": "app.bsky.embed.images", "images": [{"alt": "A puddle.", "image": {}}]}
    record = post("It <leaks> &amp; hisses", reply={"root": root, "parent": root}, embed=embed)
    uri = stream.emit("create", "3l3qo2vuowo2b", record)
    (mention,) = (await drained(source(stream), None)).arrived.mentions
    assert mention == Mention(
        source=NAME,
        external_id=uri,
        text="It <leaks> &amp; hisses\n\nA puddle.",
        author=Author(source=NAME, handle=ANN),
        posted_at=datetime(2026, 3, 2, 9, 30, 0, 102_000, tzinfo=UTC),
        url=f"https://bsky.app/profile/{ANN}/post/3l3qo2vuowo2b",
        thread=root["uri"],
    )


@pytest.mark.parametrize(
    ("record", "heard"),
    [
        (post("My KETTLE, it leaks"), True),
        (post("#kettle leaks"), True),
        (post("kettles leak"), False),
        (post("the lid is loose"), False),
        (post("loose #lid"), True),
        (post("Hot… water!"), True),
        (post("hot bath water"), False),
        (post("Hello you", facets=[naming(US)]), True),
        (post("Hello you", facets=[naming(ANN)]), False),
        (post("Hello", facets="nonsense", reply=[], embed=7), False),
        ("nonsense", False),
    ],
)
async def test_what_concerns_us_is_heard(stream: Jetstream, record: Any, heard: bool) -> None:
    stream.emit("create", "3l3qo2vuowo2b", record)
    assert bool(ids(await drained(source(stream), None))) is heard


async def test_what_is_not_a_post_or_our_own_is_passed_over(stream: Jetstream) -> None:
    like = {"rev": "1", "operation": "create", "collection": "app.bsky.feed.like", "rkey": "3", "record": {}}
    stream.emit("create", "3l3", post("Our kettle"), did=US)
    stream.emit("create", "3l4", commit=like)
    stream.emit("create", "3l5", kind="identity", commit=None, identity={"did": ANN, "handle": "ann.example"})
    said = await stream.say("The kettle leaks.")
    given = await drained(source(stream), None)
    assert ids(given) == [said]
    assert not given.unreadable


@pytest.mark.parametrize("written", ["2199-01-01T00:00:00Z", "1066-01-01T00:00:00Z", "yesterday", 7, None])
async def test_a_time_that_cannot_be_is_the_streams(stream: Jetstream, written: object) -> None:
    stream.emit("create", "3l3qo2vuowo2b", post("kettle", createdAt=written))
    (mention,) = (await drained(source(stream), None)).arrived.mentions
    assert microseconds(mention.posted_at) == stream.events[0][0]


@pytest.mark.parametrize("frame", ["{", "[]", "{}", '{"time_us": "x"}', '{"time_us": true, "kind": "commit"}'])
async def test_a_frame_that_is_no_event_is_parked_once(stream: Jetstream, frame: str) -> None:
    before = await stream.say("The kettle leaks.")
    stream.events.append((stream.events[0][0] + 1, frame))
    given = await drained(source(stream), None)
    assert ids(given) == [before]
    assert len(given.unreadable) == 1
    assert not (await drained(source(stream), given.cursor)).unreadable


async def test_it_reads_again_what_came_just_before_and_gives_it_once(stream: Jetstream) -> None:
    said = await stream.say("The kettle leaks.")
    kept = await drained(source(stream), None)
    at = stream.events[0][0] - 3_000_000
    late = json.loads(stream.events[0][1]) | {"time_us": at}
    late["commit"]["rkey"] = "3l3late"
    stream.events.insert(0, (at, json.dumps(late)))
    assert ids(await drained(source(stream), kept.cursor)) == [f"at://{ANN}/app.bsky.feed.post/3l3late"]
    assert said not in ids(await drained(source(stream), kept.cursor))
    assert {asked["wantedCollections"][0] for asked in stream.asked} == {"app.bsky.feed.post"}


async def test_what_is_said_and_taken_back_at_once_is_never_a_mention(stream: Jetstream) -> None:
    said = await stream.say("The kettle leaks.")
    await stream.take_back(said)
    given = await drained(source(stream), None)
    assert not given.arrived.mentions
    assert given.arrived.gone == (said,)


async def test_a_backlog_comes_in_parts_and_whole(stream: Jetstream) -> None:
    said = [await stream.say(f"Kettle {number} leaks.") for number in range(AT_ONCE + 5)]
    first = await source(stream).poll(None, now=datetime.now(UTC))
    assert first.more
    assert [*ids(first), *ids(await drained(source(stream), first.cursor))] == said


async def test_a_cursor_of_the_future_starts_anew(stream: Jetstream) -> None:
    said = await stream.say("The kettle leaks.")
    ahead = microseconds(datetime.now(UTC) + timedelta(days=1))
    assert ids(await source(stream).poll(f'{{"upto":{ahead}}}', now=datetime.now(UTC))) == [said]


async def test_a_stream_whose_clock_is_ahead_is_told_of(stream: Jetstream) -> None:
    stream._begun += 3_600_000_000
    await stream.say("Your kettle leaks.")
    with pytest.raises(SourceFailed, match="clock is ahead"):
        await source(stream).poll(None, now=datetime.now(UTC))


async def test_one_frame_of_the_future_moves_nothing(stream: Jetstream) -> None:
    begun = stream._begun
    stream._begun += 10**12
    ahead = await stream.say("Your kettle will leak.")
    stream._begun = begun
    now = await stream.say("Your kettle leaks.")
    first = await source(stream).poll(None, now=datetime.now(UTC))
    later = await stream.say("It still does, your kettle.")
    assert ids(first) == [ahead, now]
    assert ids(await source(stream).poll(first.cursor, now=datetime.now(UTC))) == [later]


async def test_a_stream_inside_is_opened_only_where_it_is_allowed(stream: Jetstream) -> None:
    with pytest.raises(SourceFailed, match="not in the open internet"):
        await source(stream, internal=False).poll(None, now=NOW)


async def test_an_answer_stands_in_its_conversation_and_shows_its_links(server: tuple[str, PostServer]) -> None:
    url, posts = server
    root = {"uri": f"at://{ANN}/app.bsky.feed.post/3l3root", "cid": "bafyroot"}
    value = post("x", reply={"root": root, "parent": root})
    posts.records[MENTION.external_id] = {"cid": "bafyparent", "value": value}
    sending = replying(url)
    first = await sending.reply(MENTION, "Sorry – see https://shop.example/lid.", "reply-1")
    posts.logins += 1  # the token that was given is of no use any more
    await sending.reply(MENTION, "Did it help?", "reply-2")
    (key, record), (other, _) = posts.replies.items()
    assert first == f"https://bsky.app/profile/{US}/post/{key}"
    assert record["reply"] == {"root": root, "parent": {"uri": MENTION.external_id, "cid": "bafyparent"}}
    index = record["facets"][0]["index"]
    assert record["text"].encode()[index["byteStart"] : index["byteEnd"]] == b"https://shop.example/lid"
    assert posts.logins == 3
    assert key != other


def replying(url: str) -> ReplyingSource:
    given = {"kind": "bluesky", "terms": ["kettle"], "server": url, "login": "us.example", "internal": True}
    made = CONNECTOR.make(NAME, CONNECTOR.settings.model_validate(given), {"PASSWORD": PASSWORD})
    assert isinstance(made, ReplyingSource)
    return made


@given(st.text(max_size=20), st.integers(0, 2**32))
@settings(max_examples=50)
def test_a_record_key_is_a_time_of_the_network(key: str, seconds: int) -> None:
    made = record_key_of(replace(MENTION, posted_at=datetime.fromtimestamp(seconds, UTC)), key)
    assert re.fullmatch("[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}", made)


@pytest.mark.parametrize(
    ("changed", "secrets", "why"),
    [
        ({"terms": []}, {}, "terms and accounts are empty"),
        ({"login": "us.example"}, {}, "go together"),
        ({}, {"PASSWORD": PASSWORD}, "go together"),
    ],
)
def test_settings_that_cannot_work_are_refused(changed: dict[str, object], secrets: dict[str, str], why: str) -> None:
    read = CONNECTOR.settings.model_validate({"kind": "bluesky", "terms": ["kettle"], **changed})
    with pytest.raises(BadInput, match=why) as refusal:
        CONNECTOR.make(NAME, read, secrets)
    assert PASSWORD not in str(refusal.value)


@pytest.mark.parametrize(
    "changed", [{"terms": ["…"]}, {"accounts": ["us.example"]}, {"stream": "https://x.example"}, {"stream": "ws://7"}]
)
def test_settings_that_say_nothing_are_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match=r"no word|no DID|no address"):
        CONNECTOR.settings.model_validate({"kind": "bluesky", **changed})
