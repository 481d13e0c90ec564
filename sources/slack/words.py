"""Slack's mark-up as people read it."""

from __future__ import annotations

import re

_MARK = re.compile(r"<([^<>|]{1,3000})(?:\|([^<>]{0,3000}))?>")
_ESCAPES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


def plain(text: str) -> str:
    """The words of a message: links as their labels, people and channels by what Slack wrote there, the three escapes
    undone once."""
    return re.sub("&(?:lt|gt|amp);", lambda found: _ESCAPES[found[0]], _MARK.sub(_spelled, text))


def _spelled(found: re.Match[str]) -> str:
    target, label = found[1], found[2]
    if target.startswith(("@", "#")):
        return label if label and label.startswith(target[0]) else f"{target[0]}{label or target[1:]}"
    if target.startswith("!"):
        return label or f"@{target[1:].partition('^')[0]}"
    return label or target
