"""Everything Slack sends to the bot: signed, on a three-second clock, events again when they fail."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx

from sandbox.changes import Changes
from sandbox.client import http_client
from sandbox.errors import Json, Refused
from sandbox.settings import Settings
from sandbox.socket_mode import Kind, SocketMode, SocketTimeout

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How the bot answered one delivery."""

    status: int | None = None
    body: bytes = b""
    milliseconds: float = 0.0
    failure: str | None = None
    """None when the bot acknowledged; otherwise Slack's retry reason, such as `http_timeout`."""
    wants_no_retry: bool = False

    @property
    def person_sees(self) -> str | None:
        """The error that Slack's client names to the person who acted."""
        if self.failure is None:
            return None
        return "operation_timeout" if self.failure == "http_timeout" else "dispatch_failed"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's signature of a request."""
    signed = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


class Deliveries:
    """The way to the bot: over a socket when the bot keeps one open, over HTTP otherwise."""

    def __init__(self, settings: Settings, socket_mode: SocketMode, changes: Changes) -> None:
        self._settings = settings
        self._socket_mode = socket_mode
        self._changes = changes
        self._client: httpx.AsyncClient | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.log: dict[str, Json] = {}
        """Each event by its id: its envelope and its attempts."""

    async def __aenter__(self) -> "Deliveries":
        self._client = http_client(timeout=60)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.forget()
        if self._client:
            await self._client.aclose()

    def forget(self) -> None:
        """Give up all deliveries under way, and forget those made."""
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()
        self.log = {}

    @property
    def pending(self) -> int:
        """How many events are not yet acknowledged or given up."""
        return len(self._tasks)

    async def settled(self) -> None:
        """Wait until no event is under way, including those that an event gave rise to."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    def event(self, envelope: Json) -> None:
        """Send an event, and again if need be, while the workspace goes on."""
        self._enter(envelope)
        self._in_background(self._until_acknowledged(envelope))

    async def event_now(self, envelope: Json) -> Answer:
        """Send an event and wait for the answer; if it fails, it goes again in the background."""
        self._enter(envelope)
        answer = await self._attempt(envelope, 0, None)
        self._in_background(self._again(envelope, answer))
        return answer

    async def redeliver(self, event_id: str, times: int) -> list[Answer]:
        """Send an event again although it may have been acknowledged, as Slack sometimes does."""
        if event_id not in self.log:
            raise Refused(f"No event {event_id} was ever sent.")
        envelope = self.log[event_id]["envelope"]
        return [await self._attempt(envelope, number, "http_timeout") for number in range(1, times + 1)]

    async def interaction(self, payload: Json) -> Answer:
        """Send what a person did with a button, a modal or a shortcut; once only."""
        return await self._send("interactive", payload)

    async def command(self, fields: Json) -> Answer:
        """Send a slash command; once only."""
        return await self._send("slash_commands", fields)

    def _enter(self, envelope: Json) -> None:
        self.log[envelope["event_id"]] = {"envelope": envelope, "attempts": []}
        self._changes.touch()

    def _in_background(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _until_acknowledged(self, envelope: Json) -> None:
        await self._again(envelope, await self._attempt(envelope, 0, None))

    async def _again(self, envelope: Json, answer: Answer) -> None:
        for number, delay in enumerate(self._settings.retry_after, start=1):
            if answer.failure is None or answer.wants_no_retry:
                break
            await asyncio.sleep(delay)
            answer = await self._attempt(envelope, number, answer.failure)

    async def _attempt(self, envelope: Json, number: int, reason: str | None) -> Answer:
        answer = await self._send("events_api", envelope, retry=number, reason=reason)
        attempt = {"retry": number, "reason": reason, "status": answer.status, "failure": answer.failure}
        if entry := self.log.get(envelope["event_id"]):
            entry["attempts"].append(attempt | {"milliseconds": answer.milliseconds})
        self._changes.touch()
        return answer

    async def _send(self, kind: Kind, payload: Json, *, retry: int = 0, reason: str | None = None) -> Answer:
        if self._socket_mode.is_open:
            return await self._timed(lambda: self._by_socket(kind, payload, retry, reason))
        return await self._timed(lambda: self._by_http(kind, payload, retry, reason))

    async def _timed(self, send: Callable[[], Awaitable[Answer]]) -> Answer:
        started = time.perf_counter()
        try:
            async with asyncio.timeout(self._settings.ack_seconds):
                answer = await send()
        except (TimeoutError, SocketTimeout):
            answer = Answer(failure="http_timeout")
        except httpx.HTTPError:
            answer = Answer(failure="connection_failed")
        elapsed = round((time.perf_counter() - started) * 1000, 1)
        return Answer(
            status=answer.status,
            body=answer.body,
            milliseconds=elapsed,
            failure=answer.failure,
            wants_no_retry=answer.wants_no_retry,
        )

    async def _by_socket(self, kind: Kind, payload: Json, retry: int, reason: str | None) -> Answer:
        response = await self._socket_mode.carry(kind, payload, retry=retry, reason=reason)
        return Answer(status=200, body=json.dumps(response).encode() if response else b"")

    async def _by_http(self, kind: Kind, payload: Json, retry: int, reason: str | None) -> Answer:
        if self._client is None:
            raise Refused("The sandbox is not being served, so it cannot reach the bot.")
        body, content_type = _encoded(kind, payload)
        headers = {"content-type": content_type, "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)"}
        timestamp = str(int(time.time()))
        headers["x-slack-request-timestamp"] = timestamp
        headers["x-slack-signature"] = signature(self._settings.signing_secret, timestamp, body)
        if retry:
            headers |= {"x-slack-retry-num": str(retry), "x-slack-retry-reason": reason or "unknown_error"}
        response = await self._client.post(self._settings.bot_url, content=body, headers=headers)
        return Answer(
            status=response.status_code,
            body=response.content,
            failure=None if response.is_success else "http_error",
            wants_no_retry=response.headers.get("x-slack-no-retry") == "1",
        )


def _encoded(kind: Kind, payload: Json) -> tuple[bytes, str]:
    if kind == "events_api":
        return json.dumps(payload, ensure_ascii=False).encode(), "application/json"
    fields = {"payload": json.dumps(payload, ensure_ascii=False)} if kind == "interactive" else payload
    return urlencode(fields).encode(), _FORM
