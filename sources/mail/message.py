"""From the bytes of a mail to a mention. Nothing that comes from outside may raise anything but BadInput."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import Any, cast

from bot.domain.errors import BadInput
from bot.domain.mention import Mention
from sources.fields import CLOCK_SKEW, EARLIEST, mention_from
from sources.mail.body import read_body
from sources.mail.mailbox import Kept
from sources.mail.settings import MailSettings
from sources.payload import shortened

HEADER_LIMIT = 4_000
"""Characters of a header that are read: the time that its rules take grows faster than its length."""

PARTS_LIMIT = 2_000
"""Lines that look like the beginning of a part."""

_ID = re.compile(r"<\s*([^<>\s]{1,400})\s*>")
_ODD = (ValueError, TypeError, AttributeError, LookupError, MessageError, RecursionError, AssertionError)
"""What the standard library lets out on headers and parts that nobody foresaw."""
_LISTS = ("list-id", "list-post", "list-unsubscribe")
_MACHINES = ("mailer-daemon", "postmaster")


class _Careful(EmailPolicy):
    """Headers are read within limits, and as they are written where they cannot be read."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """The value of a header as the library knows it, else as one line of text."""
        try:
            return super().header_fetch_parse(name, value[:HEADER_LIMIT])
        except _ODD:
            return " ".join(str(value)[:HEADER_LIMIT].split())


_POLICY = _Careful()


def read_mail(source: str, kept: Kept, *, settings: MailSettings, now: datetime) -> Mention | None:
    """What a customer wrote; None for what machines send, and our own people. Raises BadInput."""
    message = _message(kept.raw)
    sender, name = _sender(message, settings)
    if _is_automatic(message, lists=settings.lists) or _is_ours(sender, settings):
        return None
    identity = _ids(message, "message-id")[:1] or [hashlib.sha256(kept.raw).hexdigest()[:32]]
    above = _ids(message, "references") or _ids(message, "in-reply-to")
    try:
        body, attached = read_body(message, answers=bool(above))
    except _ODD as error:
        raise BadInput("text cannot be read: the parts of this mail contradict each other.", field="text") from error
    if not kept.whole and not body:
        raise BadInput("text does not stand within the first megabyte of this mail.", field="text")
    subject = "" if above else _header(message, "subject")
    given = {
        "id": identity[0],
        "text": shortened(f"{subject}\n\n{body}", below=attached),
        "author": {"handle": sender, "name": name or None} if sender else None,
        "posted_at": _posted_at(message, kept, now),
        "thread": (above or identity)[0],
    }
    return mention_from(source, given, received_at=now)


def answered(headers: bytes) -> tuple[str, list[str]]:
    """The subject of a mail, and the Message-IDs of those before it, the oldest first."""
    message = _message(headers)
    return _header(message, "subject"), _ids(message, "references") or _ids(message, "in-reply-to")


def _message(raw: bytes) -> EmailMessage:
    if b"multipart/" in raw.lower() and (parts := raw.count(b"\n--")) > PARTS_LIMIT:
        raise BadInput(f"text may have {parts:,} parts; {PARTS_LIMIT:,} is the limit.", field="text")
    try:
        return cast("EmailMessage", message_from_bytes(raw, policy=_POLICY))
    except _ODD as error:
        raise BadInput("text cannot be read: the mail is built in a way that nobody reads.", field="text") from error


def _header(message: EmailMessage, name: str) -> str:
    """A header as one line of text, empty where there is none."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except _ODD:
        return ""


def _ids(message: EmailMessage, name: str) -> list[str]:
    """The Message-IDs in a header, in their order."""
    return _ID.findall(_header(message, name))


def _sender(message: EmailMessage, settings: MailSettings) -> tuple[str, str]:
    """Who wrote: the address, and the name shown beside it. A form on our own site names its user in Reply-To."""
    address, name = _address(message, "from")
    if _is_ours(address, settings):
        other, its_name = _address(message, "reply-to")
        if other and not _is_ours(other, settings):
            return other, its_name
    return address, name


def _address(message: EmailMessage, header: str) -> tuple[str, str]:
    try:
        found = message.get(header)
        first = next(iter(getattr(found, "addresses", ())), None)
        name, address = (first.display_name, first.addr_spec) if first else parseaddr(str(found or ""))
    except _ODD:
        return "", ""
    return (address.lower(), name) if "@" in address else ("", "")


def _is_ours(address: str, settings: MailSettings) -> bool:
    return address == settings.address or address.rpartition("@")[2] in settings.own_domains


def _is_automatic(message: EmailMessage, *, lists: bool) -> bool:
    """Whether a program sent this by itself, or to many."""
    by_itself = _header(message, "auto-submitted").partition(";")[0].strip().lower() not in ("", "no")
    precedence = _header(message, "precedence").lower()
    to_many = precedence in ("bulk", "list") or any(_header(message, name) for name in _LISTS)
    return (
        by_itself
        or precedence in ("junk", "auto_reply")
        or bool(_header(message, "x-autoreply") or _header(message, "x-autorespond"))
        or _header(message, "return-path") == "<>"
        or message.get_content_type() == "multipart/report"
        or _address(message, "from")[0].partition("@")[0] in _MACHINES
        or (to_many and not lists)
    )


def _posted_at(message: EmailMessage, kept: Kept, now: datetime) -> datetime | None:
    """When it was sent, as far as its sender's clock is to be believed, else when it came in."""
    return next((moment for moment in _moments(message, kept) if EARLIEST <= moment <= now + CLOCK_SKEW), None)


def _moments(message: EmailMessage, kept: Kept) -> Iterator[datetime]:
    try:
        sent = getattr(message.get("date"), "datetime", None)
    except _ODD:
        sent = None
    for moment in (sent, kept.received_at):
        if isinstance(moment, datetime):
            yield moment.replace(tzinfo=moment.tzinfo or UTC)
