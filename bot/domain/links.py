"""Addresses on the web."""

import re
from urllib.parse import urlsplit

URL_LIMIT = 2_000
"""Characters of an address."""


def is_web_address(url: str) -> bool:
    """Whether this is an absolute http or https address that can be stored and shown as a link."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
    return usable and len(url) <= URL_LIMIT and not re.search(r'[\s<>"]', url)
