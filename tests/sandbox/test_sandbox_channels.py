"""conversations.*, reactions.* and pins.*: channels, history, marks, and what Slack refuses."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.sandbox.world import Control, refusal


async def test_the_sample_channels_are_there_with_everyone_in_them(client: AsyncWebClient) -> None:
    channels = (await client.conversations_list())["channels"]
    assert [channel["name"] for channel in channels] == [
        "general",
        "care",
        "product-safety",
        "public-voice",
        "ext-partner-works",
    ]
    assert all(channel["is_member"] for channel in channels)
    assert [channel["num_members"] for channel in channels] == [7, 7, 7, 7, 6]
    members = (await client.conversations_members(channel="C0CARE"))["members"]
    assert {"U0AMARA", "U0EVA", "U0MUSTER"} < set(members)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("care", "name_taken"),
        ("Care Two", "invalid_name_specials"),
        ("x" * 81, "invalid_name_maxlength"),
        ("---", "invalid_name_punctuation"),
        ("", "invalid_name_required"),
    ],
)
async def test_names_that_slack_refuses(client: AsyncWebClient, name: str, code: str) -> None:
    assert await refusal(client.conversations_create(name=name)) == code
    assert await refusal(client.conversations_rename(channel="C0VOICE", name=name)) == code


async def test_a_channel_from_making_to_closing(client: AsyncWebClient) -> None:
    channel = (await client.conversations_create(name="storm", is_private=True))["channel"]
    place = {"channel": channel["id"]}
    assert channel["is_private"]
    await client.conversations_invite(**place, users=["U0LI", "U0TOM"])
    assert await refusal(client.conversations_invite(**place, users="U0LI")) == "already_in_channel"
    assert await refusal(client.conversations_invite(**place, users="U0NOBODY")) == "user_not_found"
    assert await refusal(client.conversations_invite(**place, users="U0MUSTER")) == "cant_invite_self"
    topic = await client.conversations_setTopic(**place, topic="Batteries")
    assert topic["channel"]["topic"]["value"] == "Batteries"
    assert (await client.conversations_setPurpose(**place, purpose="One case"))["purpose"] == "One case"
    assert await refusal(client.conversations_setTopic(**place, topic="x" * 251)) == "too_long"
    subtypes = [message.get("subtype") for message in (await client.conversations_history(**place))["messages"]]
    assert subtypes == ["channel_purpose", "channel_topic", "channel_join", "channel_join", "channel_join"]
    await client.conversations_archive(**place)
    assert await refusal(client.conversations_archive(**place)) == "already_archived"
    assert await refusal(client.conversations_setTopic(**place, topic="x")) == "is_archived"
    await client.conversations_unarchive(**place)
    assert await refusal(client.conversations_unarchive(**place)) == "not_archived"
    assert await refusal(client.conversations_archive(channel="C0GENERAL")) == "cant_archive_general"


async def test_the_bot_reads_only_where_it_is(client: AsyncWebClient) -> None:
    channel = (await client.conversations_create(name="elsewhere"))["channel"]["id"]
    await client.conversations_leave(channel=channel)
    assert await refusal(client.conversations_history(channel=channel)) == "not_in_channel"
    assert await refusal(client.conversations_setTopic(channel=channel, topic="x")) == "not_in_channel"
    await client.conversations_join(channel=channel)
    again = await client.conversations_join(channel=channel)
    assert again["warning"] == "already_in_channel"
    assert await refusal(client.conversations_info(channel="C0NOWHERE")) == "channel_not_found"
    assert await refusal(client.conversations_replies(channel="C0CARE", ts="1.000000")) == "thread_not_found"


async def test_history_is_paged_and_cut_by_time(client: AsyncWebClient) -> None:
    stamps = [(await client.chat_postMessage(channel="C0CARE", text=str(number)))["ts"] for number in range(5)]
    first = await client.conversations_history(channel="C0CARE", limit=3)
    assert [message["text"] for message in first["messages"]] == ["4", "3", "2"]
    assert first["has_more"]
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_history(channel="C0CARE", limit=3, cursor=cursor)
    assert [message["text"] for message in rest["messages"]] == ["1", "0"]
    assert not rest["has_more"]
    window = {"channel": "C0CARE", "oldest": stamps[1], "latest": stamps[3]}
    assert len((await client.conversations_history(**window))["messages"]) == 1
    assert len((await client.conversations_history(**window, inclusive=True))["messages"]) == 3
    assert await refusal(client.conversations_history(channel="C0CARE", cursor="?")) == "invalid_cursor"


async def test_direct_messages_are_opened(client: AsyncWebClient) -> None:
    opened = await client.conversations_open(users="U0LI")
    assert opened["channel"] == {"id": "D0LI"}
    whole = await client.conversations_open(users=["U0LI"], return_im=True)
    assert whole["channel"]["user"] == "U0LI"
    assert await refusal(client.conversations_open(users="U0NOBODY")) == "user_not_found"
    listed = await client.conversations_list(types="im")
    assert [channel["id"] for channel in listed["channels"]] == ["D0LI"]


async def test_reactions_and_pins_mark_a_message_once(client: AsyncWebClient, control: Control) -> None:
    ts = (await control.post("speak", user="U0LI", channel="C0CARE", text="Look"))["ts"]
    item = {"channel": "C0CARE", "timestamp": ts}
    await client.reactions_add(**item, name="eyes")
    await control.post("react", user="U0TOM", channel="C0CARE", ts=ts, name=":eyes:")
    assert await refusal(client.reactions_add(**item, name="eyes")) == "already_reacted"
    assert await refusal(client.reactions_add(**item, name="Not a name")) == "invalid_name"
    message = (await client.reactions_get(**item))["message"]
    assert message["reactions"] == [{"name": "eyes", "users": ["U0MUSTER", "U0TOM"], "count": 2}]
    await client.reactions_remove(**item, name="eyes")
    assert await refusal(client.reactions_remove(**item, name="eyes")) == "no_reaction"
    await client.pins_add(**item)
    assert await refusal(client.pins_add(**item)) == "already_pinned"
    assert (await client.conversations_history(channel="C0CARE"))["pin_count"] == 1
    await client.pins_remove(**item)
    nowhere = client.reactions_add(channel="C0CARE", timestamp="1.000000", name="eyes")
    assert await refusal(nowhere) == "message_not_found"
