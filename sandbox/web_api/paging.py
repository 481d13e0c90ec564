"""Cursor pagination as Slack does it: an opaque text that says where the next page starts."""

import base64
from typing import TypeVar

from sandbox.errors import Json, SlackError
from sandbox.web_api.arguments import Arguments

Item = TypeVar("Item")


def page_of(items: list[Item], arguments: Arguments, *, default: int, most: int = 1000) -> tuple[list[Item], Json]:
    """One page of `items`, and the `response_metadata` that leads to the next."""
    start = _start(arguments.get("cursor"))
    end = start + arguments.number("limit", default=default, most=most)
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return items[start:end], {"response_metadata": {"next_cursor": cursor}}


def _start(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word != "next":
            raise ValueError(cursor)
        return int(number)
    except ValueError:
        raise SlackError("invalid_cursor") from None
