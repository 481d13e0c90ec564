"""Socket Mode, spoken by Slack's own client."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.workspace import Settings
from tests.sandbox.world import NOBODY, SECRET, Sandbox, refusal, served

Requests = asyncio.Queue[SocketModeRequest]


@pytest.fixture
async def socketed() -> AsyncIterator[tuple[Sandbox, SocketModeClient, Requests]]:
    """A workspace whose bot is reached by socket; commands are answered in the acknowledgement."""
    settings = Settings(bot_url=NOBODY, signing_secret=SECRET, ack_seconds=0.5, retry_after=(0.0,))
    async with served(settings) as sandbox:
        web = AsyncWebClient(base_url=f"{sandbox.url}/api/")
        client = SocketModeClient(app_token="xapp-sandbox", web_client=web)
        requests: Requests = asyncio.Queue()

        async def answer(socket: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
            await requests.put(request)
            payload = {"text": "Heard"} if request.type == "slash_commands" else None
            if request.payload.get("event", {}).get("text") != "silence":
                await socket.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))

        client.socket_mode_request_listeners.append(answer)
        await client.connect()
        yield sandbox, client, requests
        await client.close()


Socketed = tuple[Sandbox, SocketModeClient, Requests]


async def test_events_and_commands_come_by_socket(socketed: Socketed) -> None:
    sandbox, _, requests = socketed
    await sandbox.control.post("speak", user="U0LI", channel="C0CARE", text="Hello")
    event = await requests.get()
    assert (event.type, event.payload["event"]["text"], event.retry_attempt) == ("events_api", "Hello", 0)
    answer = await sandbox.control.post("command", user="U0LI", channel="C0CARE", text="/muster help")
    assert (await requests.get()).accepts_response_payload
    assert [message["text"] for message in answer["ephemerals"]] == ["Heard"]
    await sandbox.control.settled()
    assert (await sandbox.control.get("state"))["events"][0]["attempts"][0]["failure"] is None


async def test_an_event_without_ack_comes_again(socketed: Socketed) -> None:
    sandbox, _, requests = socketed
    await sandbox.control.post("speak", user="U0LI", channel="C0CARE", text="silence")
    seen = [await requests.get(), await requests.get()]
    assert [request.retry_attempt for request in seen] == [0, 1]
    assert seen[1].retry_reason == "http_timeout"


async def test_slack_asks_the_bot_to_connect_anew(socketed: Socketed) -> None:
    sandbox, client, requests = socketed
    client.auto_reconnect_enabled = False
    assert (await sandbox.control.post("disconnect"))["disconnected"] == 1
    await client.connect_to_new_endpoint(force=True)
    await sandbox.control.post("shortcut", user="U0LI", callback_id="report")
    assert (await requests.get()).type == "interactive"


async def test_only_the_app_token_opens_a_socket(sandbox: Sandbox) -> None:
    opening = sandbox.client.apps_connections_open(app_token="xoxb-sandbox")
    assert await refusal(opening) == "not_allowed_token_type"
