"""The words of a mail, from whichever of its parts holds them, and the names of what is attached."""

from __future__ import annotations

import base64
import codecs
import re
from collections.abc import Iterator
from email.message import EmailMessage

from sources import html
from sources.mail.own_words import own_words, without_quote

NAMES_LIMIT = 10
"""Attachments that are named."""

NAME_LIMIT = 80
"""Characters of an attachment's name."""

_NO_DIGIT = re.compile("[^A-Za-z0-9+/]")
_WESTERN = ("ascii", "cp125", "iso8859", "utf-8")
_NO_TEXT = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}
"""Codecs that are no charset of a mail, and slow or worse on bytes from outside."""


def read_body(message: EmailMessage, *, answers: bool) -> tuple[str, str]:
    """What was written, without the mail that it `answers`, and a line that names what is attached. Raises BadInput
    where there is too much HTML, and what the library raises on parts that cannot be read."""
    plain: list[str] = []
    markup: list[str] = []
    names: list[str] = []
    for part in _leaves(message):
        kind, name = part.get_content_type(), part.get_filename() or ""
        attached = part.get_content_disposition() == "attachment" or not kind.startswith("text/")
        if attached or kind not in ("text/plain", "text/html"):
            names.append(name or kind)
        else:
            (plain if kind == "text/plain" else markup).append(_decoded(part))
    text = "\n".join(plain).strip()
    if not text and markup:
        text = html.to_text(without_quote(markup[0]) if answers else markup[0])
    return own_words(text, answers=answers), _named(names)


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, in their order. A mail within a mail is attached, not said."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting += [one for one in reversed(inner) if isinstance(one, EmailMessage)]
        else:
            yield part


def _decoded(part: EmailMessage) -> str:
    """The text of a part. Many senders name a charset of the West and write UTF-8; so what can only be UTF-8 is."""
    raw = _bytes(part)
    charset = _charset(part)
    guesses = ("utf-8", charset) if charset.startswith(_WESTERN) else (charset, "utf-8")
    for guess in guesses:
        try:
            return raw.decode(guess)
        except (ValueError, LookupError):
            continue
    return raw.decode("cp1252", "replace")


def _bytes(part: EmailMessage) -> bytes:
    """What a part holds, as far as it is not broken off."""
    if str(part.get("content-transfer-encoding", "")).strip().lower() != "base64":
        found = part.get_payload(decode=True)
        return found if isinstance(found, bytes) else b""
    digits = _NO_DIGIT.sub("", str(part.get_payload()))
    whole = digits[:-1] if len(digits) % 4 == 1 else digits
    return base64.b64decode(whole + "=" * (-len(whole) % 4))


def _charset(part: EmailMessage) -> str:
    """The charset as Python names it; ascii where a part names none, or one that is none."""
    try:
        found = codecs.lookup(part.get_content_charset() or "ascii")
    except (LookupError, ValueError):
        return "ascii"
    return "ascii" if found.name in _NO_TEXT else found.name


def _named(names: list[str]) -> str:
    shown = [" ".join(name.split())[:NAME_LIMIT] for name in names[:NAMES_LIMIT]]
    more = f" and {len(names) - NAMES_LIMIT:,} more" if len(names) > NAMES_LIMIT else ""
    return f"[Attached: {', '.join(shown)}{more}]" if names else ""
