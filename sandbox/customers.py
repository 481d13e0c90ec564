"""Customers, who stand outside the company: what they say is sent to the bot as a signed webhook."""

import json
import uuid
from datetime import UTC, datetime

import httpx
from standardwebhooks import Webhook

from sandbox.client import http_client
from sandbox.correspondence import Correspondence, ReplyFault, Said
from sandbox.errors import Json, Refused
from sandbox.settings import Settings


class Customers:
    """Sends mentions as a source outside would, and remembers what was sent and answered."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.forget()

    def forget(self) -> None:
        """Nothing has been said yet."""
        self.correspondence = Correspondence()
        self.replies_taken: dict[str, Json] = {}
        """What each delivery of a reply was answered, by its `webhook-id`."""
        self.reply_faults: list[ReplyFault] = []

    def next_reply_fault(self) -> ReplyFault | None:
        """The fault that this reply meets, if any; each is met as often as it was asked for."""
        if not self.reply_faults:
            return None
        fault = self.reply_faults[0]
        fault.count -= 1
        if fault.count <= 0:
            self.reply_faults.remove(fault)
        return fault

    async def say(
        self,
        text: str,
        author: str,
        *,
        url: str | None = None,
        reach: int | None = None,
        mention_id: str | None = None,
        at: str | None = None,
        thread: str | None = None,
    ) -> Json:
        """Send one mention, signed after Standard Webhooks; gives what was sent and the bot's answer.

        Without a `thread` it begins a conversation of its own.
        """
        mention_id = mention_id or f"sandbox-{uuid.uuid4()}"
        mention: Json = {
            "id": mention_id,
            "text": text,
            "author": author,
            "url": url,
            "posted_at": at or datetime.now(UTC).isoformat(),
            "reach": reach,
            "thread": thread or mention_id,
        }
        mention = {name: value for name, value in mention.items() if value is not None}
        # Kept before it is sent: a quick bot replies before it has answered the webhook.
        kept = Said(kind="mention", id=mention_id, text=text, at=mention["posted_at"], details={"sent": mention})
        self.correspondence.mentioned(mention["thread"], author, kept)
        try:
            answer = await self._send({"mentions": [mention]})
        except Refused:
            self.correspondence.unsay(mention_id)
            raise
        kept.details |= answer
        return {"mention": mention, **answer}

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
        async with http_client(timeout=10) as client:
            try:
                response = await client.post(self._settings.mention_url, content=body.encode(), headers=headers)
            except httpx.HTTPError as error:
                raise Refused(f"The bot's source at {self._settings.mention_url} did not answer: {error}.") from error
        return {"status": response.status_code, "body": response.text}
