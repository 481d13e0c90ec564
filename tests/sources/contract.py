"""What every connector keeps, ours and another package's alike.

A connector's test module inherits the class that fits, and gives its rehearsal as a fixture:

    class TestFeeds(PollContract):                 # PushContract for a source that pushes
        @pytest.fixture
        async def rehearsal(self) -> AsyncIterator[PollRehearsal]:
            async with FeedUpstream() as upstream:
                yield PollRehearsal(connector=CONNECTOR, settings={"url": upstream.url}, upstream=upstream)

A source that can be replied through adds `ReplyContract`, with a fixture `replying` of a `ReplyRehearsal`.
`settings` are what stands in `[sources.<name>]`, without `kind`; `secrets` what the environment holds.
What an upstream does not know (edits, taking back) it says by returning False; that test is then skipped.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, Protocol

import pytest
from pydantic import ValidationError

from bot.domain.errors import BadInput
from bot.domain.mention import Arrived, Mention
from bot.ports import ReplyBusy, ReplyRefused, ReplyUnsure
from sources.base import Connector, Polled, PollSource, PushSource, ReplyingSource, Source, Unreadable
from sources.errors import BadSignature, SourceBusy, SourceFailed

NAME = "rehearsed"
NOW = datetime.now(UTC)

Trouble = Literal["busy", "down", "garbage", "refuses"]
"""An upstream answers 429, breaks off, answers with what cannot be read, or with what amounts to 403."""

HOSTILE = (
    "plain words & <b>bold</b>",
    "<script>alert(1)</script> still here",
    "<div>" * 30_000 + "deep",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt; once",
    "nul \x00 and half of a pair, right to left \u202e, and 漢字 👩\u200d🚒",
    "x" * 300_000,
)
GARBAGE = (
    b"",
    b"\x00\xff\xfe",
    b"null",
    b"[]",
    b"{}",
    b'"words"',
    b'{"a":' * 50_000,
    b'{"a": NaN}',
    b"1" * 10_000,
    "é".encode("latin-1"),
    '{"text": "x"}'.encode("utf-16"),
)
CURSORS = ("", "garbage", "{}", "[]", "null", '{"at": "x"}', '{"at": -1}', "-1", "9" * 40, "\x00", "é" * 5_000)


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """A connector with settings and secrets that work."""

    connector: Connector
    settings: Mapping[str, object] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)

    def source(self, **secrets: str) -> Source:
        """The source, with some secrets changed."""
        return made(self.connector, self.settings, {**self.secrets, **secrets})

    def refused(self, error: BaseException, *allowed: type[BaseException]) -> None:
        """Assert that an error is one of the allowed, says something, and holds no secret."""
        assert isinstance(error, allowed), f"{type(error).__name__} is none of {[one.__name__ for one in allowed]}"
        assert len(str(error)) > 10, "an error says why, and what to do"
        seen: BaseException | None = error
        while seen is not None:
            for secret in self.secrets.values():
                assert secret not in f"{seen}{seen!r}", "an error shows a secret"
            seen = seen.__cause__ or seen.__context__


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One delivery of a sender, and the external ids of the mentions that it says and of those it takes back."""

    raw: bytes
    says: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class PushRehearsal(Rehearsal):
    """`sign(raw, kind)` gives the headers of a sender who has the secret; `holding(text)` a body whose mention has
    this text, with the same `kind` as the first of `sent`."""

    sent: Sequence[Sent]
    sign: Callable[[bytes, str], Mapping[str, str]]
    holding: Callable[[str], bytes]

    def push(self) -> PushSource:
        """The source as one that pushes."""
        source = self.source()
        assert isinstance(source, PushSource)
        return source


class Upstream(Protocol):
    """The far side of a source that is asked, as its test plays it with a real server on loopback."""

    async def say(self, text: str) -> str:
        """Put up an item with this text, later than all before. Returns the external id of its mention."""
        ...

    async def change(self, external_id: str, text: str) -> bool:
        """Change an item's text. False where the source has no such thing."""
        ...

    async def take_back(self, external_id: str) -> bool:
        """Take an item back. False where the source has no such thing."""
        ...

    async def spoil(self) -> bool:
        """Put up an item that nobody can read. False where whatever comes can be read."""
        ...

    async def trouble(self, how: Trouble | None) -> bool:
        """From now on answer like this; None: as ever. False where the source cannot answer like this."""
        ...


@dataclass(frozen=True, kw_only=True)
class PollRehearsal(Rehearsal):
    """A source that is asked, and its far side."""

    upstream: Upstream

    def poll(self) -> PollSource:
        """The source as one that is asked."""
        source = self.source()
        assert isinstance(source, PollSource)
        return source


@dataclass(frozen=True, kw_only=True)
class ReplyRehearsal(Rehearsal):
    """`received` gives the texts that have reached the customer, repeats and all."""

    to: Mention
    received: Callable[[], Awaitable[Sequence[str]]]
    trouble: Callable[[Trouble | None], Awaitable[bool]]

    def replying(self) -> ReplyingSource:
        """The source as one that can be replied through."""
        source = self.source()
        assert isinstance(source, ReplyingSource)
        return source


def made(connector: Connector, settings: Mapping[str, object], secrets: Mapping[str, str]) -> Source:
    """A source as the settings of a company make it."""
    read = connector.settings.model_validate({"kind": connector.kind, **settings})
    return connector.make(NAME, read, secrets)


class _AnyContract:
    """What holds for the connectors themselves."""

    def test_it_is_named(self, rehearsal: Rehearsal) -> None:
        assert rehearsal.source().name == NAME
        assert rehearsal.connector.kind.isidentifier()

    def test_settings_with_an_unknown_key_are_refused(self, rehearsal: Rehearsal) -> None:
        with pytest.raises(ValidationError, match="no_such_key"):
            made(rehearsal.connector, {**rehearsal.settings, "no_such_key": 1}, rehearsal.secrets)

    def test_a_secret_that_it_cannot_be_without_is_asked_for_by_name(self, rehearsal: Rehearsal) -> None:
        for key, needed in rehearsal.connector.secrets.items():
            without = {one: value for one, value in rehearsal.secrets.items() if one != key}
            if needed:
                with pytest.raises(BadInput, match=key) as refusal:
                    made(rehearsal.connector, rehearsal.settings, without)
                rehearsal.refused(refusal.value, BadInput)


class PushContract(_AnyContract):
    """What a source that pushes keeps."""

    def test_it_says_each_mention_once_and_the_same_every_time(self, rehearsal: PushRehearsal) -> None:
        source = rehearsal.push()
        for sent in rehearsal.sent:
            read = source.parse(sent.raw, received_at=NOW, kind=sent.kind)
            assert tuple(mention.external_id for mention in read.mentions) == sent.says
            assert read.gone == sent.gone
            assert all(mention.source == NAME for mention in read.mentions)
            assert source.parse(sent.raw, received_at=NOW, kind=sent.kind) == read
            assert rehearsal.push().parse(sent.raw, received_at=NOW, kind=sent.kind) == read

    def test_a_delivery_keeps_its_id(self, rehearsal: PushRehearsal) -> None:
        source = rehearsal.push()
        for sent in rehearsal.sent:
            headers = rehearsal.sign(sent.raw, sent.kind)
            delivery = source.verify(headers, sent.raw)
            assert delivery.id
            assert delivery.kind == sent.kind
            assert delivery.sent_at.tzinfo is not None
            shouted = {name.upper(): value for name, value in headers.items()}
            assert source.verify(shouted, sent.raw).id == delivery.id

    def test_what_nobody_signed_is_refused(self, rehearsal: PushRehearsal) -> None:
        source, sent = rehearsal.push(), rehearsal.sent[0]
        headers = dict(rehearsal.sign(sent.raw, sent.kind))
        forged = [({}, sent.raw), (headers, sent.raw + b" "), (headers, sent.raw[:-1]), (headers, b"")]
        forged += [
            ({**headers, name: bad}, sent.raw) for name in _signing(headers, rehearsal) for bad in ("", "é", "x=")
        ]
        for given, raw in forged:
            with pytest.raises(BadSignature) as refusal:
                source.verify(given, raw)
            rehearsal.refused(refusal.value, BadSignature)

    def test_what_is_signed_and_cannot_be_read_is_said_so(self, rehearsal: PushRehearsal) -> None:
        source = rehearsal.push()
        for sent in rehearsal.sent:
            size = len(sent.raw)
            cut = (sent.raw[: size * part // 5] for part in range(1, 5))
            for raw in (*GARBAGE, *cut, sent.raw.decode().encode("utf-16")):
                source.verify(rehearsal.sign(raw, sent.kind), raw)
                _read_or_refused(rehearsal, source, raw, sent.kind)

    @pytest.mark.parametrize("place", range(len(HOSTILE)))
    def test_hostile_words_are_read_or_refused(self, rehearsal: PushRehearsal, place: int) -> None:
        raw = rehearsal.holding(HOSTILE[place])
        _read_or_refused(rehearsal, rehearsal.push(), raw, rehearsal.sent[0].kind)


def _signing(headers: Mapping[str, str], rehearsal: PushRehearsal) -> list[str]:
    """The headers whose value follows from the body."""
    sent = rehearsal.sent[0]
    other = rehearsal.sign(sent.raw + b" ", sent.kind)
    return [name for name in headers if "signature" in name.lower() and headers[name] != other.get(name)]


def _read_or_refused(rehearsal: PushRehearsal, source: PushSource, raw: bytes, kind: str) -> None:
    try:
        assert isinstance(source.parse(raw, received_at=NOW, kind=kind), Arrived)
    except BadInput as error:
        rehearsal.refused(error, BadInput)


class PollContract(_AnyContract):
    """What a source that is asked keeps."""

    async def test_it_gives_each_once_and_goes_on_from_its_cursor(self, rehearsal: PollRehearsal) -> None:
        source, upstream = rehearsal.poll(), rehearsal.upstream
        first = [await upstream.say("The kettle leaks."), await upstream.say("It leaks here too.")]
        early = await drained(source, None)
        assert ids(early) == first
        assert [mention.text for mention in early.arrived.mentions] == ["The kettle leaks.", "It leaks here too."]
        assert all(mention.source == NAME and mention.posted_at.tzinfo for mention in early.arrived.mentions)
        assert not ids(await drained(source, early.cursor))
        later = await upstream.say("And the lid is loose.")
        assert ids(await drained(rehearsal.poll(), early.cursor)) == [later]

    async def test_what_was_not_kept_is_given_again(self, rehearsal: PollRehearsal) -> None:
        await rehearsal.upstream.say("The kettle leaks.")
        kept = await drained(rehearsal.poll(), None)
        await rehearsal.upstream.say("It leaks here too.")
        lost = await drained(rehearsal.poll(), kept.cursor)
        again = await drained(rehearsal.poll(), kept.cursor)
        assert again.arrived == lost.arrived
        assert len(again.arrived.mentions) == 1

    async def test_one_that_cannot_be_read_stops_no_other(self, rehearsal: PollRehearsal) -> None:
        before = await rehearsal.upstream.say("The kettle leaks.")
        if not await rehearsal.upstream.spoil():
            pytest.skip("whatever comes from this source can be read")
        after = await rehearsal.upstream.say("It leaks here too.")
        given = await drained(rehearsal.poll(), None)
        assert ids(given) == [before, after]
        assert len(given.unreadable) == 1
        assert given.unreadable[0].id
        assert len(given.unreadable[0].reason) > 10
        assert (await drained(rehearsal.poll(), None)).unreadable[0].id == given.unreadable[0].id
        assert not (await drained(rehearsal.poll(), given.cursor)).unreadable

    @pytest.mark.parametrize("place", range(len(CURSORS)))
    async def test_a_cursor_that_is_none_starts_sensibly(self, rehearsal: PollRehearsal, place: int) -> None:
        said = await rehearsal.upstream.say("The kettle leaks.")
        source = rehearsal.poll()
        try:
            given = await drained(source, CURSORS[place])
        except SourceFailed as error:
            rehearsal.refused(error, SourceFailed)
            return
        later = await rehearsal.upstream.say("It leaks here too.")
        assert [*ids(given), *ids(await drained(source, given.cursor))] in ([said, later], [later])

    @pytest.mark.parametrize("how", ["busy", "down", "garbage", "refuses"])
    async def test_trouble_is_told_and_nothing_is_lost(self, rehearsal: PollRehearsal, how: Trouble) -> None:
        await rehearsal.upstream.say("The kettle leaks.")
        kept = await drained(rehearsal.poll(), None)
        said = await rehearsal.upstream.say("It leaks here too.")
        if not await rehearsal.upstream.trouble(how):
            pytest.skip(f"this source is never {how}")
        with pytest.raises((SourceBusy, SourceFailed)) as refusal:
            await drained(rehearsal.poll(), kept.cursor)
        rehearsal.refused(refusal.value, SourceBusy if how == "busy" else SourceFailed)
        await rehearsal.upstream.trouble(None)
        assert ids(await drained(rehearsal.poll(), kept.cursor)) == [said]

    async def test_what_is_changed_keeps_its_identity(self, rehearsal: PollRehearsal) -> None:
        said = await rehearsal.upstream.say("The kettle leaks.")
        kept = await drained(rehearsal.poll(), None)
        if not await rehearsal.upstream.change(said, "The kettle leaks no more."):
            pytest.skip("this source does not tell of changes")
        changed = (await drained(rehearsal.poll(), kept.cursor)).arrived.mentions
        assert [(mention.external_id, mention.text) for mention in changed] == [(said, "The kettle leaks no more.")]
        assert changed[0].edited_at is not None
        assert changed[0].posted_at == kept.arrived.mentions[0].posted_at

    async def test_what_is_taken_back_is_gone(self, rehearsal: PollRehearsal) -> None:
        said = await rehearsal.upstream.say("The kettle leaks.")
        kept = await drained(rehearsal.poll(), None)
        if not await rehearsal.upstream.take_back(said):
            pytest.skip("this source does not tell what is taken back")
        given = await drained(rehearsal.poll(), kept.cursor)
        assert given.arrived.gone == (said,)
        assert not given.arrived.mentions

    async def test_hostile_words_stop_nothing(self, rehearsal: PollRehearsal) -> None:
        for words in HOSTILE:
            await rehearsal.upstream.say(words)
        last = await rehearsal.upstream.say("The kettle leaks.")
        given = await drained(rehearsal.poll(), None)
        assert ids(given)[-1] == last
        assert len(ids(given)) + len(given.unreadable) == len(HOSTILE) + 1


async def drained(source: PollSource, cursor: str | None) -> Polled:
    """All that a source has to give from a cursor on, as if it were one answer."""
    mentions: list[Mention] = []
    gone: list[str] = []
    unreadable: list[Unreadable] = []
    for _ in range(20):
        polled = await source.poll(cursor, now=datetime.now(UTC))
        mentions += polled.arrived.mentions
        gone += polled.arrived.gone
        unreadable += polled.unreadable
        cursor = polled.cursor
        assert cursor is None or ("\x00" not in cursor and len(cursor) < 200_000), "a cursor is stored as text"
        if not polled.more:
            break
    else:
        raise AssertionError("a source without news says that there is more")
    return Polled(
        arrived=Arrived(mentions=tuple(mentions), gone=tuple(gone)), unreadable=tuple(unreadable), cursor=cursor
    )


def ids(polled: Polled) -> list[str]:
    """The external ids of what was given, in its order."""
    return [mention.external_id for mention in polled.arrived.mentions]


class ReplyContract:
    """What a source that can be replied through keeps."""

    async def test_a_reply_sent_again_reaches_the_customer_once(self, replying: ReplyRehearsal) -> None:
        url = await replying.replying().reply(replying.to, "We are sorry. A new lid is on its way.", "reply-1")
        assert url.startswith(("http://", "https://", "mailto:", "mid:", "message:"))
        assert (
            await replying.replying().reply(replying.to, "We are sorry. A new lid is on its way.", "reply-1") == url
        )
        received = await replying.received()
        assert len(received) == 1
        assert "A new lid is on its way." in received[0]
        await replying.replying().reply(replying.to, "It has arrived, we hope?", "reply-2")
        assert len(await replying.received()) == 2

    @pytest.mark.parametrize("how", ["busy", "down", "garbage", "refuses"])
    async def test_a_reply_in_trouble_says_what_happened(self, replying: ReplyRehearsal, how: Trouble) -> None:
        if not await replying.trouble(how):
            pytest.skip(f"this source is never {how}")
        meant = {"busy": ReplyBusy, "refuses": ReplyRefused}.get(how, ReplyUnsure)
        with pytest.raises((ReplyBusy, ReplyRefused, ReplyUnsure)) as refusal:
            await replying.replying().reply(replying.to, "We are sorry.", "reply-1")
        replying.refused(refusal.value, meant)
        await replying.trouble(None)
        await replying.replying().reply(replying.to, "We are sorry.", "reply-1")
        assert len(await replying.received()) == 1
