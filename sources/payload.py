"""The bodies of webhooks: JSON objects whose parts are asked for by name and missed with the place and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from bot.domain.errors import BadInput
from bot.domain.mention import TEXT_LIMIT
from sources import strict_json

_CUT = "\n[…] The rest stands at the source."


def read_object(raw: bytes) -> Mapping[str, object]:
    """The JSON object that a body is. Raises BadInput."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"The body is not UTF-8 (byte {error.start}). Encode the JSON as UTF-8.") from None
    try:
        body = strict_json.read(text)
    except BadInput as error:
        raise BadInput(f"The body is {error}") from error
    if not isinstance(body, dict):
        raise BadInput("The body is not an object; send the sender's own payload unchanged.")
    return body


def part(holder: Mapping[str, object], key: str, place: str = "") -> Mapping[str, object]:
    """The object at `key`. Raises BadInput with where it should stand."""
    found = holder.get(key)
    if not isinstance(found, dict):
        raise missing(f"{place}{key}", "an object")
    return cast("Mapping[str, object]", found)


def number(holder: Mapping[str, object], key: str, place: str = "") -> int:
    """The whole number at `key`, at least 1. Raises BadInput with where it should stand."""
    found = holder.get(key)
    if not isinstance(found, int) or isinstance(found, bool) or not 1 <= found < 2**63:
        raise missing(f"{place}{key}", "a whole number")
    return found


def words(holder: Mapping[str, object], key: str, place: str = "") -> str:
    """The text at `key`, which may be empty or null. Raises BadInput with where it should stand."""
    found = holder.get(key)
    if found is not None and not isinstance(found, str):
        raise missing(f"{place}{key}", "text")
    return found or ""


def missing(place: str, what: str) -> BadInput:
    """The refusal of a payload in which something else stands, or nothing."""
    return BadInput(f"{place} is not {what}; send the sender's own payload unchanged.", field=place)


def placed(error: BadInput, place: str) -> BadInput:
    """A refusal of one field, with the place of what holds it."""
    return BadInput(f"{place}{error}", field=f"{place}{error.field}")


def shortened(text: str, *, below: str = "") -> str:
    """Words that fit a mention, with a line `below` them. What is too long is cut where everybody sees it."""
    words, end = text.strip(), f"\n\n{below}" if below else ""
    room = TEXT_LIMIT - len(end)
    return f"{words if len(words) <= room else words[: room - len(_CUT)] + _CUT}{end}".strip()


def without_comments(text: str) -> str:
    """Markdown without its HTML comments, in which forms tell people how to fill them in."""
    kept = []
    while (start := text.find("<!--")) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[:start])
        text = text[end + 3 :]
    return "".join([*kept, text]).strip()
