"""Customers, who stand outside the company: what they say is sent to the bot as a signed webhook."""

import json
import uuid
from datetime import UTC, datetime

import httpx
from standardwebhooks import Webhook

from sandbox.errors import Json, Refused
from sandbox.settings import Settings


class Customers:
    """Sends mentions as a source outside would, and remembers what was sent and answered."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.sent: list[Json] = []

    async def say(
        self,
        text: str,
        author: str,
        *,
        url: str | None = None,
        reach: int | None = None,
        mention_id: str | None = None,
        at: str | None = None,
    ) -> Json:
        """Send one mention, signed after Standard Webhooks; gives what was sent and the bot's answer."""
        mention: Json = {
            "id": mention_id or f"sandbox-{uuid.uuid4()}",
            "text": text,
            "author": author,
            "url": url,
            "posted_at": at or datetime.now(UTC).isoformat(),
            "reach": reach,
        }
        mention = {name: value for name, value in mention.items() if value is not None}
        answer = await self._send({"mentions": [mention]})
        record = {"mention": mention, **answer}
        self.sent.append(record)
        return record

    async def _send(self, payload: Json) -> Json:
        if not (self._settings.mention_url and self._settings.mention_secret):
            raise Refused("This sandbox was started without --mention-url and --mention-secret.")
        body = json.dumps(payload, ensure_ascii=False)
        webhook_id, now = f"msg_{uuid.uuid4().hex}", datetime.now(UTC)
        headers = {
            "content-type": "application/json",
            "webhook-id": webhook_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(self._settings.mention_secret).sign(webhook_id, now, body),
        }
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            try:
                response = await client.post(self._settings.mention_url, content=body.encode(), headers=headers)
            except httpx.HTTPError as error:
                raise Refused(f"The bot's source at {self._settings.mention_url} did not answer: {error}.") from error
        return {"status": response.status_code, "body": response.text}
