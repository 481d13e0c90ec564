"""chat.*: what is posted, changed and deleted, and what Slack refuses."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.world import Control, refusal

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "Hello"}}


async def test_a_posted_message_is_seen_by_people_and_in_history(client: AsyncWebClient, control: Control) -> None:
    posted = await client.chat_postMessage(channel="#care", text="Hello", blocks=[SECTION])
    assert posted["channel"] == "C0CARE"
    assert posted["message"]["bot_id"] == "B0MUSTER"
    assert posted["message"]["blocks"][0]["block_id"]
    history = await client.conversations_history(channel="C0CARE")
    assert [message["ts"] for message in history["messages"]] == [posted["ts"]]
    seen = await control.get("channel", channel="C0CARE", user="U0AMARA")
    assert seen["channel"]["messages"][0]["text"] == "Hello"
    assert seen["channel"]["unread"] == 1


async def test_timestamps_increase_and_never_repeat(client: AsyncWebClient) -> None:
    stamps = [(await client.chat_postMessage(channel="C0CARE", text=str(number)))["ts"] for number in range(20)]
    assert stamps == sorted(set(stamps))
    assert all(len(ts.split(".")[1]) == 6 for ts in stamps)


async def test_metadata_is_kept_and_read_only_on_request(client: AsyncWebClient) -> None:
    metadata = {"event_type": "case", "event_payload": {"case": 7}}
    await client.chat_postMessage(channel="C0CARE", text="Card", metadata=metadata)
    plain = await client.conversations_history(channel="C0CARE")
    assert "metadata" not in plain["messages"][0]
    full = await client.conversations_history(channel="C0CARE", include_all_metadata=True)
    assert full["messages"][0]["metadata"] == metadata


async def test_a_thread_bears_a_summary_and_its_replies(client: AsyncWebClient, control: Control) -> None:
    root = await client.chat_postMessage(channel="C0CARE", text="Root")
    spoken = await control.post("speak", user="U0LI", channel="C0CARE", text="Reply", thread_ts=root["ts"])
    below = await client.chat_postMessage(channel="C0CARE", text="Deeper", thread_ts=spoken["ts"])
    assert below["message"]["thread_ts"] == root["ts"]
    replies = await client.conversations_replies(channel="C0CARE", ts=root["ts"])
    assert [message["text"] for message in replies["messages"]] == ["Root", "Reply", "Deeper"]
    head = (await client.conversations_history(channel="C0CARE"))["messages"]
    assert [message["reply_count"] for message in head] == [2]
    assert head[0]["reply_users"] == ["U0LI", "U0MUSTER"]


async def test_a_reply_to_a_head_that_is_gone_falls_into_the_channel(client: AsyncWebClient) -> None:
    root = await client.chat_postMessage(channel="C0CARE", text="Root")
    await client.chat_delete(channel="C0CARE", ts=root["ts"])
    orphan = await client.chat_postMessage(channel="C0CARE", text="Late", thread_ts=root["ts"])
    assert "thread_ts" not in orphan["message"]
    assert await refusal(client.chat_postMessage(channel="C0CARE", text="x", thread_ts="0")) == "invalid_thread_ts"


async def test_an_update_keeps_or_drops_what_slack_keeps_or_drops(client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel="C0CARE", text="One", blocks=[SECTION]))["ts"]
    with_blocks = await client.chat_update(channel="C0CARE", ts=ts, text="Two", blocks=[SECTION])
    assert "edited" not in with_blocks["message"]
    text_only = await client.chat_update(channel="C0CARE", ts=ts, text="Three")
    assert "blocks" not in text_only["message"]
    assert text_only["message"]["edited"]["user"] == "U0MUSTER"


async def test_a_deleted_head_leaves_a_tombstone_while_replies_remain(client: AsyncWebClient) -> None:
    root = await client.chat_postMessage(channel="C0CARE", text="Root")
    await client.chat_postMessage(channel="C0CARE", text="Reply", thread_ts=root["ts"])
    await client.chat_delete(channel="C0CARE", ts=root["ts"])
    messages = (await client.conversations_replies(channel="C0CARE", ts=root["ts"]))["messages"]
    assert [message.get("subtype") for message in messages] == ["tombstone", None]


async def test_a_message_to_a_person_goes_to_their_direct_messages(client: AsyncWebClient, control: Control) -> None:
    posted = await client.chat_postMessage(channel="U0TOM", text="For you")
    assert posted["channel"].startswith("D")
    assert await refusal(client.chat_update(channel="U0TOM", ts=posted["ts"], text="x")) == "channel_not_found"
    toms = await control.get("sees", user="U0TOM")
    assert toms["dms"][0]["messages"][0]["text"] == "For you"
    others = await control.get("sees", user="U0LI")
    assert others["dms"][0]["messages"] == []


async def test_a_whisper_is_seen_by_one_person_only(client: AsyncWebClient, control: Control) -> None:
    await client.chat_postEphemeral(channel="C0CARE", user="U0LI", text="Only you")
    lis = await control.get("channel", channel="C0CARE", user="U0LI")
    assert lis["channel"]["messages"][0]["is_ephemeral"]
    others = await control.get("channel", channel="C0CARE", user="U0TOM")
    assert others["channel"]["messages"] == []
    assert (await client.conversations_history(channel="C0CARE"))["messages"] == []
    stranger = client.chat_postEphemeral(channel="C0CARE", user="U0NOBODY", text="x")
    assert await refusal(stranger) == "user_not_in_channel"


async def test_a_permalink_leads_to_the_page(client: AsyncWebClient, control: Control) -> None:
    root = await client.chat_postMessage(channel="C0CARE", text="Root")
    link = (await client.chat_getPermalink(channel="C0CARE", message_ts=root["ts"]))["permalink"]
    opened = await control.http.get(link)
    assert opened.headers["location"] == f"/#channel=C0CARE&thread={root['ts']}&message={root['ts']}"
    nowhere = client.chat_getPermalink(channel="C0CARE", message_ts="1.000000")
    assert await refusal(nowhere) == "message_not_found"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "C0CARE", "text": " "}, "no_text"),
        ({"channel": "C0CARE", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "C0CARE", "text": "x", "metadata": {"event_type": "a"}}, "invalid_metadata_schema"),
        ({"channel": "C0CARE", "text": "x", "blocks": [{"type": "nothing"}]}, "invalid_blocks"),
        ({"channel": "C0CARE", "text": "x", "blocks": "not json"}, "invalid_blocks_format"),
        ({"channel": "U0MUSTER", "text": "x"}, "cannot_dm_bot"),
    ],
)
async def test_what_cannot_be_posted(client: AsyncWebClient, arguments: dict[str, object], code: str) -> None:
    assert await refusal(client.api_call("chat.postMessage", json=arguments)) == code


async def test_only_the_bots_own_messages_can_be_changed(client: AsyncWebClient, control: Control) -> None:
    ts = (await control.post("speak", user="U0LI", channel="C0CARE", text="Mine"))["ts"]
    assert await refusal(client.chat_update(channel="C0CARE", ts=ts, text="x")) == "cant_update_message"
    assert await refusal(client.chat_delete(channel="C0CARE", ts=ts)) == "cant_delete_message"
    assert await refusal(client.chat_update(channel="C0CARE", ts="1.000000", text="x")) == "message_not_found"
    assert await refusal(client.chat_delete(channel="C0CARE", ts="1.000000")) == "message_not_found"
    own = (await client.chat_postMessage(channel="C0CARE", text="Own"))["ts"]
    assert await refusal(client.chat_update(channel="C0CARE", ts=own, text="x" * 4_001)) == "msg_too_long"


async def test_nobody_writes_where_they_are_not_or_what_is_closed(client: AsyncWebClient, control: Control) -> None:
    channel = (await client.conversations_create(name="short-lived"))["channel"]["id"]
    await client.conversations_archive(channel=channel)
    assert await refusal(client.chat_postMessage(channel=channel, text="x")) == "is_archived"
    await client.conversations_unarchive(channel=channel)
    await client.conversations_leave(channel=channel)
    assert await refusal(client.chat_postMessage(channel=channel, text="x")) == "not_in_channel"
    refused = await control.attempt("speak", user="U0LI", channel=channel, text="x")
    assert refused == {"ok": False, "error": "Li Chen is not a member of this channel."}
