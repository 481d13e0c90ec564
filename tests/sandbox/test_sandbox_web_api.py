"""The Web API as a whole: tokens, people, files, scopes, and the faults that can be asked for."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.manifest import Manifest
from sandbox.workspace import Settings
from tests.sandbox.world import NOBODY, SECRET, Control, Sandbox, refusal, served


async def test_who_the_bot_is(client: AsyncWebClient) -> None:
    me = await client.auth_test()
    assert (me["user_id"], me["bot_id"], me["team_id"]) == ("U0MUSTER", "B0MUSTER", "T0SANDBOX")
    assert (await client.api_test(foo="bar"))["args"] == {"foo": "bar"}


async def test_tokens_and_methods_are_checked(sandbox: Sandbox) -> None:
    base = f"{sandbox.url}/api/"
    assert await refusal(AsyncWebClient(base_url=base).auth_test()) == "not_authed"
    assert await refusal(AsyncWebClient(token="xoxb-wrong", base_url=base).auth_test()) == "invalid_auth"
    app_token = AsyncWebClient(token="xapp-sandbox", base_url=base)
    assert await refusal(app_token.auth_test()) == "not_allowed_token_type"
    assert await refusal(sandbox.client.api_call("chat.shout")) == "unknown_method"


async def test_people_are_paged_and_have_their_own_zones(client: AsyncWebClient) -> None:
    people: list[dict[str, Any]] = []
    async for page in await client.users_list(limit=4):
        people += page["members"]
    assert len(people) == len({person["id"] for person in people}) == 9
    assert len({person["tz"] for person in people}) >= 4
    eva = (await client.users_info(user="U0EVA"))["user"]
    assert (eva["is_owner"], eva["profile"]["email"]) == (True, "eva@sample-company.example")
    assert (await client.users_info(user="U0GUEST"))["user"]["is_restricted"]
    assert (await client.users_lookupByEmail(email="li@sample-company.example"))["user"]["id"] == "U0LI"
    assert await refusal(client.users_info(user="U0NOBODY")) == "user_not_found"
    assert await refusal(client.users_list(cursor="wrong")) == "invalid_cursor"


async def test_user_groups(client: AsyncWebClient) -> None:
    groups = (await client.usergroups_list(include_users=True))["usergroups"]
    assert {group["handle"]: group["users"] for group in groups}["support"] == ["U0AMARA", "U0EVA"]
    assert (await client.usergroups_users_list(usergroup="S0LEGAL"))["users"] == ["U0LI"]
    assert await refusal(client.usergroups_users_list(usergroup="S0")) == "no_such_subteam"


async def test_a_file_goes_up_in_three_steps(client: AsyncWebClient, control: Control) -> None:
    uploaded = await client.files_upload_v2(
        channel="C0CARE", filename="week.png", content=b"picture", title="Week", initial_comment="The week"
    )
    assert uploaded["file"]["size"] == 7
    (message,) = (await client.conversations_history(channel="C0CARE"))["messages"]
    assert message["text"] == "The week"
    shown = await control.http.get(message["files"][0]["url_private"])
    assert (shown.content, shown.headers["content-type"]) == (b"picture", "image/png")
    page = await client.files_upload_v2(filename="page.html", content="<script>", channel="C0CARE")
    hostile = await control.http.get(page["file"]["url_private"])
    assert hostile.headers["content-disposition"] == "attachment"
    direct = (await client.conversations_open(users="U0LI"))["channel"]["id"]
    await client.files_upload_v2(filename="week.xlsx", content=b"book", channel=direct)
    (shared,) = (await control.get("sees", user="U0LI"))["dms"][0]["messages"]
    assert shared["files"][0]["name"] == "week.xlsx"
    by_person = client.files_upload_v2(filename="week.xlsx", content=b"book", channel="U0LI")
    assert await refusal(by_person) == "invalid_arguments"
    unknown = client.files_completeUploadExternal(files=[{"id": "F0", "title": "x"}])
    assert await refusal(unknown) == "file_not_found"


async def test_missing_arguments_are_named(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.api_call("conversations.info")
    response = caught.value.response
    assert response["error"] == "invalid_arguments"
    assert response["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]


async def test_scopes_of_the_manifest_are_enforced() -> None:
    settings = Settings(bot_url=NOBODY, signing_secret=SECRET, retry_after=())
    async with served(settings, Manifest(scopes=frozenset({"chat:write", "users:read"}))) as sandbox:
        await sandbox.client.chat_postMessage(channel="C0CARE", text="x")
        with pytest.raises(SlackApiError) as caught:
            await sandbox.client.reactions_add(channel="C0CARE", timestamp="1.0", name="eyes")
        assert caught.value.response["error"] == "missing_scope"
        assert caught.value.response["needed"] == "reactions:write"
        person = (await sandbox.client.users_info(user="U0LI"))["user"]
        assert "email" not in person["profile"]


async def test_the_tabs_of_the_manifest_are_heeded() -> None:
    settings = Settings(bot_url=NOBODY, signing_secret=SECRET, retry_after=())
    async with served(settings, Manifest(has_home=False, has_messages=False)) as sandbox:
        direct = sandbox.client.chat_postMessage(channel="U0LI", text="x")
        assert await refusal(direct) == "messages_tab_disabled"
        spoken = await sandbox.control.attempt("speak", user="U0LI", channel="U0MUSTER", text="Hello")
        assert spoken["error"] == "Sending messages to this app has been turned off."
        home = sandbox.client.views_publish(user_id="U0LI", view={"type": "home", "blocks": []})
        assert await refusal(home) == "not_enabled"


async def test_a_read_only_messages_tab_is_for_the_app_alone() -> None:
    settings = Settings(bot_url=NOBODY, signing_secret=SECRET, retry_after=())
    async with served(settings, Manifest(is_read_only=True)) as sandbox:
        await sandbox.client.chat_postMessage(channel="U0LI", text="x")
        spoken = await sandbox.control.attempt("speak", user="U0LI", channel="U0MUSTER", text="Hello")
        assert spoken["error"] == "Sending messages to this app has been turned off."


async def test_a_limit_is_told_with_retry_after(client: AsyncWebClient, control: Control) -> None:
    await control.post("limit", method="chat.postMessage", channel="C0CARE", count=2, retry_after=7)
    await client.chat_postMessage(channel="C0VOICE", text="Elsewhere")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel="C0CARE", text="x")
    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["retry-after"] == "7"
    assert await refusal(client.chat_postMessage(channel="C0CARE", text="x")) == "ratelimited"
    await client.chat_postMessage(channel="C0CARE", text="Now")


async def test_a_failure_can_be_asked_for(client: AsyncWebClient, control: Control) -> None:
    await control.post("fail", method="chat.postMessage", count=1, error="fatal_error")
    assert await refusal(client.chat_postMessage(channel="C0CARE", text="x")) == "fatal_error"
    await client.chat_postMessage(channel="C0CARE", text="x")


@pytest.mark.parametrize(("mode", "messages"), [("drop_after", 1), ("drop_before", 0)])
async def test_a_call_can_break_off_without_an_answer(
    client: AsyncWebClient, control: Control, mode: str, messages: int
) -> None:
    await control.post("hang", method="chat.postMessage", count=1, mode=mode)
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel="C0CARE", text="Once")
    history = await client.conversations_history(channel="C0CARE")
    assert len(history["messages"]) == messages


async def test_a_call_can_hang_until_the_caller_gives_up(sandbox: Sandbox) -> None:
    await sandbox.control.post("hang", method="chat.postMessage", mode="drop_after", seconds=30)
    async with aiohttp.ClientSession() as session:
        hasty = AsyncWebClient(token="xoxb-sandbox", base_url=f"{sandbox.url}/api/", session=session)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await hasty.chat_postMessage(channel="C0CARE", text="Once")
    assert len((await sandbox.client.conversations_history(channel="C0CARE"))["messages"]) == 1


async def test_calls_are_logged_without_what_was_said(client: AsyncWebClient, control: Control) -> None:
    await client.chat_postMessage(channel="C0CARE", text="Secret")
    await refusal(client.chat_postMessage(channel="C0NOWHERE", text="Secret"))
    answer = await control.get("calls", method="chat.postMessage")
    assert answer["counts"] == {"chat.postMessage": 2}
    assert [call["arguments"] for call in answer["calls"]] == [
        {"channel": "C0CARE"},
        {"channel": "C0NOWHERE"},
    ]
    assert [call["error"] for call in answer["calls"]] == [None, "channel_not_found"]
