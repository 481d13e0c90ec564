"""What customers write in channels that are shared with them, as Slack's events tell it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.errors import BadInput
from bot.domain.mention import Arrived, Author, Mention
from bot.ports import (
    MessageGone,
    ReplyBusy,
    ReplyRefused,
    ReplyUnsure,
    SlackBusy,
    SlackRefused,
    SlackUnsure,
)
from sources.errors import BadSignature
from sources.slack import CONNECTOR, ReplyingSlack, SlackSource
from sources.slack.words import plain

OURS, THEIRS = "T0ACME", "T0THERE"
CHANNEL = "C0SHARED1"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
AT = "1772443800.000100"


def source(**more: object) -> SlackSource:
    read = CONNECTOR.settings.model_validate({"kind": "slack", "channels": [CHANNEL], **more})
    return CONNECTOR.make("connect", read, {})


def message(**more: object) -> dict[str, object]:
    given = {
        "type": "message",
        "channel": CHANNEL,
        "user": "U0NORA",
        "user_team": THEIRS,
        "text": "It leaks.",
        "ts": AT,
    }
    return {**given, **more}


def parsed(event: object, **more: object) -> Arrived:
    return source(**more).parse(json.dumps(event).encode(), received_at=NOW, kind=OURS)


def test_what_a_customer_says_is_read_by_ids() -> None:
    said = message(
        text="It <https://x.example|leaks> &amp;amp; hisses, <@U0EVA>.", user_profile={"real_name": "Nora"}
    )
    posted = datetime(2026, 3, 2, 9, 30, 0, 100, UTC)
    assert parsed(said, workspace="https://acme.slack.com").mentions == (
        Mention(
            source="connect",
            external_id=f"{CHANNEL}:{AT}",
            text="It leaks &amp; hisses, @U0EVA.",
            author=Author(source="connect", handle="U0NORA"),
            posted_at=posted,
            url=f"https://acme.slack.com/archives/{CHANNEL}/p1772443800000100",
            thread=f"{CHANNEL}:{AT}",
        ),
    )


def test_an_answer_stands_in_its_thread_and_files_are_named() -> None:
    files = [{"name": "leak.png"}, {"name": None}, 5]
    (mention,) = parsed(message(thread_ts="1772443000.000001", subtype="file_share", files=files, text="")).mentions
    assert mention.thread == f"{CHANNEL}:1772443000.000001"
    assert mention.text == "[Attached: leak.png]"


def test_what_is_changed_keeps_its_identity_and_what_is_deleted_is_gone() -> None:
    changed = {**message(), "text": "It leaks no more.", "edited": {"user": "U0NORA", "ts": "1772443900.000000"}}
    event = {
        "type": "message",
        "subtype": "message_changed",
        "channel": CHANNEL,
        "message": changed,
        "ts": "1772443901.1",
    }
    (mention,) = parsed(event).mentions
    assert (mention.external_id, mention.text) == (f"{CHANNEL}:{AT}", "It leaks no more.")
    assert mention.edited_at == datetime(2026, 3, 2, 9, 31, 40, tzinfo=UTC)
    unfolded = {key: value for key, value in changed.items() if key != "edited"}
    assert parsed({**event, "message": unfolded}) == Arrived()
    left = {**changed, "subtype": "tombstone"}
    gone = Arrived(gone=(f"{CHANNEL}:{AT}",))
    assert parsed({**event, "message": left}) == gone
    assert parsed({"type": "message", "subtype": "message_deleted", "channel": CHANNEL, "deleted_ts": AT}) == gone


@pytest.mark.parametrize(
    "event",
    [
        message(user_team=OURS),
        message(user_team="T0SISTER"),
        message(user_team=None),
        message(bot_id="B0BOT"),
        message(subtype="channel_join"),
        message(channel="C0OTHER1"),
        message(channel=None),
        message(text=" "),
        message(type="reaction_added"),
        {},
    ],
)
def test_our_own_people_programs_and_other_channels_do_not_come_in(event: dict[str, object]) -> None:
    assert parsed(event, own_teams=["T0SISTER"]) == Arrived()


@pytest.mark.parametrize(
    ("event", "place"),
    [
        (message(ts=5), "ts"),
        (message(ts="1772443800"), "ts"),
        (message(ts="99999999999.000000"), "posted_at"),
        (message(thread_ts={"a": 1}), "thread_ts"),
        (message(text=["x"]), "text"),
        ({"type": "message", "subtype": "message_changed", "channel": CHANNEL, "message": "x"}, "message"),
        (
            {"type": "message", "subtype": "message_changed", "channel": CHANNEL, "message": message(edited=5)},
            "message.edited",
        ),
        ({"type": "message", "subtype": "message_deleted", "channel": CHANNEL}, "deleted_ts"),
    ],
)
def test_what_is_no_event_of_slacks_is_refused_with_its_place(event: dict[str, object], place: str) -> None:
    with pytest.raises(BadInput) as refusal:
        parsed(event)
    assert refusal.value.field == place


_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([AT, CHANNEL, THEIRS]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["ts", "user", "text"]), inner),
    max_leaves=5,
)


@given(
    st.dictionaries(st.sampled_from([*message(), "subtype", "message", "edited", "files", "thread_ts"]), _anything)
)
def test_whatever_comes_nothing_but_bad_input_is_raised(more: dict[str, object]) -> None:
    try:
        assert isinstance(source().parse_event(message(**more), own_team=OURS, received_at=NOW), Arrived)
    except BadInput as error:
        assert len(str(error)) > 10  # noqa: PT017


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("&amp;lt;b&gt;", "&lt;b>"),
        ("<!channel> <!here|@here> <!subteam^S1|@ops> <!date^1^{date}|Monday>", "@channel @here @ops Monday"),
        ("<#C0X|general> <#C0X> <@U1|nora> <mailto:a@b.example|a@b.example>", "#general #C0X @nora a@b.example"),
        ("<not closed &lt; <<", "<not closed < <<"),
        ("<" * 20_000, "<" * 20_000),
    ],
)
def test_mark_up_is_read_as_people_see_it(written: str, read: str) -> None:
    assert plain(written) == read


def test_nothing_comes_in_but_by_way_of_slack_and_channels_go_by_ids() -> None:
    with pytest.raises(BadSignature):
        source().verify({}, b"{}")
    for wrong in ({"channels": ["#general"]}, {"channels": []}, {"own_teams": ["acme"]}, {"no_such_key": 1}):
        with pytest.raises(ValidationError):
            source(**wrong)


class Way:
    """A connection to Slack that answers like this."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.said: list[tuple[str, ...]] = []

    async def __call__(self, text: str, channel: str, thread: str, key: str, since: datetime) -> str:
        if self.error:
            raise self.error
        self.said.append((text, channel, thread, key))
        return "https://acme.slack.com/archives/C0SHARED1/p1"


def to(thread: str | None) -> Mention:
    posted_at = NOW - timedelta(hours=1)
    return Mention(
        source="connect", external_id="x", text="It leaks.", author=None, posted_at=posted_at, thread=thread
    )


async def test_a_reply_goes_into_the_thread() -> None:
    way = Way()
    await ReplyingSlack("connect", source().settings, way).reply(to(f"{CHANNEL}:{AT}"), "We are sorry.", "reply-1")
    assert way.said == [("We are sorry.", CHANNEL, AT, "reply-1")]


@pytest.mark.parametrize("thread", [None, "", CHANNEL, f"C0OTHER1:{AT}", f"{CHANNEL}:now"])
async def test_a_reply_goes_nowhere_else(thread: str | None) -> None:
    way = Way()
    with pytest.raises(ReplyRefused):
        await ReplyingSlack("connect", source().settings, way).reply(to(thread), "We are sorry.", "reply-1")
    assert not way.said


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (SlackBusy(7), ReplyBusy),
        (SlackUnsure("timeout"), ReplyUnsure),
        (SlackRefused("not_in_channel"), ReplyRefused),
        (MessageGone("thread_not_found"), ReplyRefused),
    ],
)
async def test_what_slack_says_has_its_meaning(error: Exception, meaning: type[Exception]) -> None:
    with pytest.raises(meaning):
        await ReplyingSlack("connect", source().settings, Way(error)).reply(to(f"{CHANNEL}:{AT}"), "Hi.", "reply-1")
