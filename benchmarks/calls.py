"""The calls that Slack and a source make, signed, over a connection that is kept open."""

from __future__ import annotations

import http.client
import json
import time
import uuid
from datetime import UTC, datetime
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier
from standardwebhooks import Webhook

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
IDLE = 4.0
"""Seconds after which a connection is opened anew: uvicorn closes it after five."""


class Connection:
    """A connection to a port of this machine."""

    def __init__(self, port: int) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._http.connect()
        self._used = time.monotonic()

    def post(self, path: str, body: bytes, headers: dict[str, str]) -> bytes:
        """Post a body and read the whole answer. Raises RuntimeError where it is no success."""
        if time.monotonic() - self._used > IDLE:
            self._http.close()
        self._http.request("POST", path, body, headers)
        response = self._http.getresponse()
        answer = response.read()
        self._used = time.monotonic()
        if response.status >= 300:
            raise RuntimeError(f"{path} answered {response.status}: {answer[:300]!r}")
        return answer

    def close(self) -> None:
        """Leave."""
        self._http.close()


class SlackCaller:
    """Slack, as it calls one bot. A call is signed before it is measured: that is Slack's work."""

    def __init__(self, port: int, signing_secret: str) -> None:
        self._connection = Connection(port)
        self._verifier = SignatureVerifier(signing_secret)

    def sign(self, body: bytes) -> dict[str, str]:
        """The headers of a call."""
        timestamp = str(int(time.time()))
        signature = self._verifier.generate_signature(timestamp=timestamp, body=body) or ""
        return FORM | {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature}

    def call(self, body: bytes, headers: dict[str, str]) -> bytes:
        """Make a call; returns what the bot answers with."""
        return self._connection.post("/slack/events", body, headers)


def command_body(text: str, *, user: str, channel: str) -> bytes:
    """The form of `/muster <text>`."""
    fields = {
        "token": "sandbox",
        "team_id": "T0SANDBOX",
        "channel_id": channel,
        "user_id": user,
        "command": "/muster",
        "text": text,
        "api_app_id": "A0MUSTER",
        "is_enterprise_install": "false",
        "response_url": "http://127.0.0.1:9/hooks/none",
        "trigger_id": "1.2.3",
    }
    return urlencode(fields).encode()


def press_body(action: str, value: str, *, user: str, channel: str) -> bytes:
    """The form of a button that was pressed on a card."""
    payload: dict[str, object] = {
        "type": "block_actions",
        "team": {"id": "T0SANDBOX", "domain": "sample-company"},
        "user": {"id": user, "username": user, "name": user, "team_id": "T0SANDBOX"},
        "api_app_id": "A0MUSTER",
        "token": "sandbox",
        "trigger_id": "1.2.3",
        "enterprise": None,
        "is_enterprise_install": False,
        "container": {"type": "message", "message_ts": "1.000001", "channel_id": channel, "is_ephemeral": False},
        "channel": {"id": channel, "name": "product-safety"},
        "response_url": "http://127.0.0.1:9/hooks/none",
        "state": {"values": {}},
        "actions": [{"type": "button", "action_id": action, "value": value, "block_id": "b", "action_ts": "1.2"}],
    }
    return urlencode({"payload": json.dumps(payload)}).encode()


class SourceCaller:
    """A source, as it sends deliveries to `/sources/web`."""

    def __init__(self, port: int, secret: str) -> None:
        self._connection = Connection(port)
        self._webhook = Webhook(secret)

    def sign(self, mention: dict[str, object]) -> tuple[bytes, dict[str, str]]:
        """The body and the headers of a delivery with one mention."""
        body, delivery, now = json.dumps(mention).encode(), f"msg_{uuid.uuid4().hex}", datetime.now(UTC)
        headers = {
            "Content-Type": "application/json",
            "webhook-id": delivery,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._webhook.sign(delivery, now, body.decode()),
        }
        return body, headers

    def send(self, body: bytes, headers: dict[str, str]) -> None:
        """Deliver it."""
        self._connection.post("/sources/web", body, headers)
