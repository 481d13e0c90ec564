"""Deliveries that are signed with an HMAC over the raw body alone, as GitHub and Discourse do it."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from bot.domain.errors import BadInput
from sources.base import Delivery
from sources.errors import BadSignature

_ID = re.compile(r"[\w.:-]{1,100}", re.ASCII)
_KIND = re.compile(r"\w{1,60}", re.ASCII)


class HexSigned:
    """A shared secret, and the headers in which a sender says the rest. Raises BadInput where the secret is blank."""

    def __init__(self, secret: str, *, signature: str, delivery: str, event: str) -> None:
        if not secret.strip():
            raise BadInput("SECRET is missing. Make one with: openssl rand -hex 32", field="SECRET")
        self._key = secret.encode()
        self._headers = (signature.lower(), delivery.lower(), event.lower())

    def verify(self, headers: Mapping[str, str], raw: bytes) -> Delivery:
        """Check who sent `raw`. The sender gives no time, so that it counts as sent now; a repeat under another id
        changes nothing, because each mention keeps its own id. Raises BadSignature."""
        lowered = {key.lower(): value for key, value in headers.items()}
        signature, delivery, event = (lowered.get(name, "") for name in self._headers)
        expected = "sha256=" + hmac.new(self._key, raw, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(signature.encode(errors="surrogateescape"), expected.encode()):
            raise BadSignature
        return Delivery(
            id=delivery if _ID.fullmatch(delivery) else hashlib.sha256(raw).hexdigest(),
            sent_at=datetime.now(UTC),
            kind=event if _KIND.fullmatch(event) else "",
        )
