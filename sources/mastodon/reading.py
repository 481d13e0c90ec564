"""A status of Mastodon, read as a mention."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime

from bot.domain.links import is_web_address
from bot.domain.mention import Mention
from sources.base import Unreadable
from sources.fields import mention_from
from sources.html import to_text
from sources.payload import missing, part, shortened, words

RAW_LIMIT = 100_000
"""Bytes of a status that nobody could read."""

_ID = re.compile(r"[0-9A-Za-z]{1,64}")


def as_id(given: object) -> str | None:
    """The number, or with kindred servers the word, by which a server knows an item; None for all else."""
    return given if isinstance(given, str) and _ID.fullmatch(given) else None


def field_of(given: object, key: str) -> object:
    """What an item holds at `key`, None where it is no item."""
    return given.get(key) if isinstance(given, Mapping) else None


def edit_of(given: object) -> str:
    """When a status was last edited, as the server writes it; nothing where it never was."""
    found = field_of(given, "edited_at")
    return found[:40] if isinstance(found, str) else ""


def account_of(given: object) -> str:
    """Who posted a status, as the server names accounts: one of its own without its host."""
    found = field_of(field_of(given, "account"), "acct")
    return found.lower() if isinstance(found, str) else ""


def read_status(source: str, given: object, *, thread: str | None, received_at: datetime) -> Mention:
    """What a status says: its warning, its words, and those that stand for its pictures. Raises BadInput."""
    if not isinstance(given, Mapping) or (external_id := as_id(given.get("id"))) is None:
        raise missing("id", "an id of this server")
    account = part(given, "account")
    address = words(given, "url")
    fields = {
        "id": external_id,
        "text": shortened("\n\n".join(filter(None, _said(given)))),
        "author": {"handle": words(account, "acct", "account."), "name": words(account, "display_name", "account.")},
        "posted_at": given.get("created_at"),
        "edited_at": given.get("edited_at"),
        "url": address if is_web_address(address) else None,
        "thread": thread or external_id,
    }
    return mention_from(source, fields, received_at=received_at)


def unreadable(given: object, error: Exception) -> Unreadable:
    """A status that nobody could read, kept for people to look at."""
    raw = json.dumps(given, ensure_ascii=False, sort_keys=True).encode(errors="replace")
    own = as_id(field_of(given, "id"))
    return Unreadable(id=own or hashlib.sha256(raw).hexdigest()[:32], raw=raw[:RAW_LIMIT], reason=str(error))


def _said(given: Mapping[str, object]) -> list[str]:
    pictures = given.get("media_attachments")
    described = [field_of(one, "description") for one in pictures] if isinstance(pictures, list) else []
    return [
        words(given, "spoiler_text"),
        to_text(words(given, "content")),
        *(one for one in described if isinstance(one, str)),
    ]
