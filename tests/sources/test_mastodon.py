"""Mastodon, over HTTP on loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from bot.domain.errors import BadInput
from bot.domain.mention import Author, Mention
from sandbox.serving import serve
from sources.base import ReplyingSource
from sources.mastodon import CONNECTOR
from sources.mastodon.polling import PAGE, MastodonSource
from tests.sources.contract import NAME, PollContract, PollRehearsal, ReplyContract, ReplyRehearsal, drained, ids
from tests.sources.mastodon_server import TOKEN, MastodonServer

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
async def server() -> AsyncIterator[MastodonServer]:
    """A server of Mastodon's API on loopback."""
    mastodon = MastodonServer()
    async with serve(mastodon.app) as url:
        mastodon.url = url
        yield mastodon


def settings(server: MastodonServer) -> dict[str, object]:
    return {"server": server.url, "hashtags": ["#kettle"], "own": ["@us"], "internal": True}


def source(server: MastodonServer, token: str = TOKEN) -> MastodonSource:
    read = CONNECTOR.settings.model_validate({"kind": "mastodon", **settings(server)})
    return CONNECTOR.make(NAME, read, {"TOKEN": token})


class TestContract(PollContract, ReplyContract):
    """Mastodon keeps what every source keeps."""

    @pytest.fixture
    async def rehearsal(self, server: MastodonServer) -> PollRehearsal:
        return PollRehearsal(
            connector=CONNECTOR, settings=settings(server), secrets={"TOKEN": TOKEN}, upstream=server
        )

    @pytest.fixture
    async def replying(self, server: MastodonServer) -> ReplyRehearsal:
        to = Mention(
            source=NAME,
            external_id=await server.say("The kettle leaks."),
            text="The kettle leaks.",
            author=Author(source=NAME, handle="ann@there.example"),
            posted_at=NOW,
        )
        return ReplyRehearsal(
            connector=CONNECTOR,
            settings=settings(server),
            secrets={"TOKEN": TOKEN},
            to=to,
            received=server.received,
            trouble=server.trouble,
        )


async def test_a_status_is_read_with_all_it_says(server: MastodonServer) -> None:
    known = server.add(
        '<p>My <a href="https://there.example/tags/kettle">#<span>kettle</span></a> leaks &amp;amp; hisses.</p>',
        spoiler_text="Kitchen",
        media_attachments=[{"description": "A puddle."}, {"description": None}],
    )
    (mention,) = (await drained(source(server), None)).arrived.mentions
    assert mention == Mention(
        source=NAME,
        external_id=known,
        text="Kitchen\n\nMy #kettle leaks &amp; hisses.\n\nA puddle.",
        author=Author(source=NAME, handle="ann@there.example", name="Ann"),
        posted_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
        url=f"https://there.example/@ann/{known}",
        thread=known,
    )


async def test_what_mentions_us_under_a_hashtag_comes_once_in_its_conversation(server: MastodonServer) -> None:
    first = await server.say("The kettle leaks.")
    answer = server.add("<p>Still.</p>", in_reply_to_id="17")
    server.mentioned.append(answer)
    given = await drained(source(server), None)
    assert ids(given) == [first, answer]
    assert given.arrived.mentions[1].thread == first
    assert not ids(await drained(source(server), given.cursor))


async def test_what_we_post_is_no_mention(server: MastodonServer) -> None:
    server.add("<p>Our kettles</p>", account={"acct": "Us"})
    assert not ids(await drained(source(server), None))


async def test_a_backlog_comes_in_parts_and_whole(server: MastodonServer) -> None:
    await server.say("The kettle leaks.")
    kept = await drained(source(server), None)
    said = [await server.say(f"Kettle {number} leaks.") for number in range(PAGE + 5)]
    first = await source(server).poll(kept.cursor, now=NOW)
    assert first.more
    assert ids(first) == said[:PAGE]
    assert ids(await drained(source(server), first.cursor)) == said[PAGE:]


async def test_a_cursor_of_the_future_starts_anew(server: MastodonServer) -> None:
    said = await server.say("The kettle leaks.")
    ahead = int((NOW + timedelta(days=900)).timestamp() * 1000) << 16
    cursor = f'{{"upto":{{"tag/kettle":"{ahead}"}}}}'
    assert ids(await source(server).poll(cursor, now=NOW)) == [said]


async def test_without_a_token_nobody_is_answered(server: MastodonServer) -> None:
    said = await server.say("The kettle leaks.")
    deaf = source(server, token="")
    assert ids(await drained(deaf, None)) == [said]
    assert not isinstance(deaf, ReplyingSource)


async def test_an_answer_is_seen_by_those_who_saw_the_question(server: MastodonServer) -> None:
    known = server.add("<p>Psst</p>", visibility="direct")
    (mention,) = (await drained(source(server), None)).arrived.mentions
    replying = source(server)
    assert isinstance(replying, ReplyingSource)
    assert await replying.reply(mention, "We are sorry.", "reply-1") == "https://social.example/@us/0"
    (posted,) = server.posted.values()
    assert posted["visibility"] == "direct"
    assert posted["in_reply_to_id"] == known
    assert posted["status"] == "@ann@there.example We are sorry."


@pytest.mark.parametrize(
    ("changed", "token", "why"),
    [
        ({"hashtags": []}, "", "hashtags is empty"),
        ({}, "a\nb", "TOKEN holds"),
    ],
)
def test_settings_that_hear_nothing_are_refused(changed: dict[str, object], token: str, why: str) -> None:
    given = {"kind": "mastodon", "server": "https://social.example", "hashtags": ["kettle"], **changed}
    with pytest.raises(BadInput, match=why):
        CONNECTOR.make(NAME, CONNECTOR.settings.model_validate(given), {"TOKEN": token})


@pytest.mark.parametrize("tag", ["two words", "", "#", "a/b", "x" * 101])
def test_what_is_no_hashtag_is_refused(tag: str) -> None:
    with pytest.raises(ValidationError, match="no hashtag"):
        CONNECTOR.settings.model_validate({"kind": "mastodon", "server": "https://s.example", "hashtags": [tag]})
