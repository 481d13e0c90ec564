"""What sources that are asked have in common: their settings, and what stands in their cursors."""

from __future__ import annotations

import json
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

from bot.domain.errors import BadInput
from sources import strict_json
from sources.addresses import place_of
from sources.errors import SourceFailed


def _web_address(written: str) -> str:
    return _checked(written, ("http", "https"))


def _socket_address(written: str) -> str:
    return _checked(written, ("ws", "wss"))


def _checked(written: str, schemes: tuple[str, ...]) -> str:
    try:
        place_of(written, schemes)
        urlsplit(written)
    except (SourceFailed, ValueError) as error:
        raise ValueError(f"no address that Muster asks. {error}") from None
    return written


WebAddress = Annotated[str, AfterValidator(_web_address)]
"""An address of a setting that starts with https:// or http://."""

SocketAddress = Annotated[str, AfterValidator(_socket_address)]
"""An address of a setting that starts with wss:// or ws://."""


def read_cursor(written: str | None) -> dict[str, object]:
    """What a cursor holds; nothing where it is none of ours, and then a source starts anew."""
    try:
        found = strict_json.read(written or "{}")
    except BadInput:
        return {}
    return found if isinstance(found, dict) else {}


def write_cursor(holds: dict[str, object]) -> str:
    """A cursor that reads back to the same."""
    return json.dumps(holds, separators=(",", ":"))
