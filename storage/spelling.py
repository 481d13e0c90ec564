"""What PostgreSQL can keep as text, and what it cannot."""

from __future__ import annotations

import re

_NEVER = re.compile("[\x00\ud800-\udfff]")


def can_be_kept(words: str) -> bool:
    """Whether a text holds neither a NUL nor half of a character."""
    return not _NEVER.search(words)


def as_kept(words: str) -> str:
    """A text with a mark instead of each character that cannot be kept."""
    return _NEVER.sub("\ufffd", words)
