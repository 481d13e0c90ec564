"""A connector as another company would write it: the visitors' book of a museum, signed by HMAC-SHA256."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.domain.errors import BadInput
from bot.domain.mention import Arrived
from sources.base import Delivery, SourceSettings
from sources.errors import BadSignature
from sources.fields import mention_from


class GuestbookSettings(SourceSettings):
    """Which rooms' books are read; all where none is named."""

    rooms: tuple[str, ...] = ()


class Guestbook:
    """Fulfils `sources.base.PushSource`."""

    def __init__(self, name: str, key: str, rooms: tuple[str, ...]) -> None:
        if not key:
            raise BadInput("KEY is missing. The museum gives you one.", field="KEY")
        self.name = name
        self._key = key.encode()
        self._rooms = rooms

    def verify(self, headers: Mapping[str, str], raw: bytes) -> Delivery:
        """Check the signature. Raises BadSignature."""
        given = {key.lower(): value for key, value in headers.items()}
        expected = hmac.new(self._key, raw, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected.encode(), given.get("x-guestbook-signature", "").encode()):
            raise BadSignature
        return Delivery(id=given.get("x-guestbook-page", expected), sent_at=datetime.now(UTC))

    def parse(self, raw: bytes, *, received_at: datetime, kind: str = "") -> Arrived:
        """One entry of the book. Raises BadInput."""
        try:
            entry = json.loads(raw)
        except (ValueError, RecursionError):
            raise BadInput("The body is not JSON; send one entry as an object.") from None
        if not isinstance(entry, dict):
            raise BadInput("The body is not an object; send one entry.")
        if self._rooms and entry.get("room") not in self._rooms:
            return Arrived()
        return Arrived(mentions=(mention_from(self.name, entry, received_at=received_at),))


class GuestbookConnector:
    """Fulfils `sources.base.Connector`."""

    kind = "guestbook"
    settings = GuestbookSettings
    secrets: Mapping[str, bool] = {"KEY": True}

    def make(self, name: str, settings: Any, secrets: Mapping[str, str]) -> Guestbook:
        """The book of a museum."""
        return Guestbook(name, secrets.get("KEY", ""), settings.rooms)


CONNECTOR = GuestbookConnector()
