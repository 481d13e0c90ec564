"""The way back to the sender of a webhook: our reply as JSON, signed with the same secret."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime

import httpx

from bot.domain.links import is_web_address
from bot.domain.mention import Mention
from bot.ports import ReplyBusy, ReplyRefused, ReplyUnsure
from sources.webhook.signed import SignedWebhook

TIME_LIMIT = 10
"""Seconds that a reply may take, its answer included."""

ANSWER_LIMIT = 64 * 1024
"""Bytes of an answer; more is not read."""

REASON_LIMIT = 200
"""Characters of a refusal's reason that are told on."""

_PASSING = {408, 425}


class ReplyingWebhook(SignedWebhook):
    """A signed webhook whose sender takes replies at `reply_url`. Raises BadInput where a secret cannot be used."""

    def __init__(self, name: str, secrets: str, reply_url: str) -> None:
        super().__init__(name, secrets)
        self._reply_url = reply_url

    async def reply(self, to: Mention, text: str, key: str) -> str:
        """Send a text to whoever said this; the receiver knows a repeat by its `webhook-id`, which is `key`. Returns
        where it can be read. Raises ReplyBusy, ReplyRefused, ReplyUnsure."""
        given = {"in_reply_to": to.external_id, "thread": to.thread, "text": text, "key": key}
        body = json.dumps(given, ensure_ascii=False)
        try:
            async with asyncio.timeout(TIME_LIMIT):
                status, headers, answer = await self._post(body, key)
        except (TimeoutError, httpx.HTTPError) as error:
            raise ReplyUnsure("The source did not answer.") from error
        if status == 429:
            raise ReplyBusy(_seconds(headers.get("retry-after", "")))
        if status >= 500 or status in _PASSING:
            raise ReplyUnsure(f"The source answered with the status {status}.")
        if not 200 <= status < 300:
            raise ReplyRefused(_reason(answer) or f"The source answered with the status {status}.")
        return _address(answer)

    async def _post(self, body: str, key: str) -> tuple[int, httpx.Headers, bytes]:
        async with (
            httpx.AsyncClient(timeout=TIME_LIMIT) as client,
            client.stream("POST", self._reply_url, content=body.encode(), headers=self._signed(body, key)) as answer,
        ):
            read = b""
            async for chunk in answer.aiter_bytes(ANSWER_LIMIT):
                read += chunk
                if len(read) > ANSWER_LIMIT:
                    break
            return answer.status_code, answer.headers, read

    def _signed(self, body: str, key: str) -> dict[str, str]:
        """The headers of Standard Webhooks, with a signature by each secret that holds."""
        now = datetime.now(UTC)
        return {
            "content-type": "application/json",
            "webhook-id": key,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": " ".join(secret.sign(key, now, body) for secret in self._secrets),
        }


def _address(answer: bytes) -> str:
    """Where a reply can be read. Raises ReplyUnsure."""
    url = _fields(answer).get("url")
    if not isinstance(url, str) or not is_web_address(url):
        raise ReplyUnsure("The source did not say where the reply can be read.")
    return url


def _reason(answer: bytes) -> str:
    """Why a reply was refused, in the source's own words."""
    fields = _fields(answer)
    words = fields.get("error") or fields.get("message")
    return " ".join(words.split())[:REASON_LIMIT].replace("\x00", "") if isinstance(words, str) else ""


def _fields(answer: bytes) -> dict[str, object]:
    try:
        given = json.loads(answer)
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}


def _seconds(wanted: str) -> float:
    """What `Retry-After` asks for, in seconds; dates are not read."""
    return float(min(int(wanted), 3_600)) if wanted.isascii() and wanted.isdecimal() else 30.0
