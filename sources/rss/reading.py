"""The bytes of a feed, read into entries."""

from __future__ import annotations

import hashlib
import io
import json
from calendar import timegm
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import struct_time
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

import feedparser
from defusedxml.common import DefusedXmlException, DTDForbidden
from defusedxml.sax import make_parser
from feedparser.encodings import convert_to_utf8

from bot.domain.links import is_web_address
from bot.domain.mention import Mention
from sources.errors import SourceFailed
from sources.fetching import Fetched
from sources.fields import LABEL_LIMIT, mention_from
from sources.html import to_text
from sources.payload import shortened

ENTRY_LIMIT = 2_000
"""Entries of one feed."""

TAG_LIMIT = 100_000
"""Tags of one feed, those in CDATA included: reading takes about a second for each 30,000."""

ATTRIBUTE_LIMIT = 500
"""Attributes of one tag: the time to read them grows with the square of their number."""

RAW_LIMIT = 100_000
"""Bytes of an entry that nobody could read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The entries, the oldest first. One that is `broken` was read as far as that went."""

    entries: tuple[Entry, ...]
    broken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry; `mark` is a hash of its identity, `content` of what it says."""

    given: Mapping[str, Any]
    mark: str
    content: str
    at: datetime

    @property
    def raw(self) -> bytes:
        """The entry for people to look at."""
        return json.dumps(self.given, default=str, ensure_ascii=False).encode(errors="replace")[:RAW_LIMIT]

    def mention(self, source: str, *, now: datetime, changed_since: datetime | None) -> Mention:
        """What it says; with `changed_since`, something else than it said then. Raises BadInput."""
        posted = _moment(self.given, "published") or _moment(self.given, "updated")
        edited = _moment(self.given, "updated")
        if changed_since is not None and (edited is None or edited <= changed_since):
            edited = now
        link = self.given.get("link", "")
        fields = {
            "id": _identity(self.given),
            "text": shortened(_words(self.given)),
            "author": " ".join(str(self.given.get("author") or "").split())[:LABEL_LIMIT],
            "posted_at": posted,
            "edited_at": edited if edited != posted else None,
            "url": link if is_web_address(link) else None,
        }
        return mention_from(source, fields, received_at=now)


def read_feed(fetched: Fetched, now: datetime) -> Feed:
    """The entries of an RSS or Atom feed; of several with one identity the first. Raises SourceFailed where it is
    none or brings a DTD."""
    if (tags := fetched.body.count(b"<")) > TAG_LIMIT:
        raise SourceFailed(f"The feed has {tags:,} tags; {TAG_LIMIT:,} is the limit. Ask it for fewer entries.")
    headers = {"content-type": fetched.headers.get("content-type", "")}
    _refuse_hostile(convert_to_utf8(headers, fetched.body, {}))
    # As a stream: feedparser takes bytes alone for the name of a file where there is one of that name.
    parsed = feedparser.parse(
        io.BytesIO(fetched.body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not parsed.get("version") or (parsed.bozo and not parsed.entries and not _only_misencoded(parsed)):
        raise SourceFailed("The source’s address gives no RSS or Atom feed. Check that it is the feed’s own address.")
    if len(parsed.entries) > ENTRY_LIMIT:
        raise SourceFailed(f"The feed has more than {ENTRY_LIMIT:,} entries. Ask it for fewer.")
    entries = {entry.mark: entry for entry in (_entry(dict(given), now) for given in reversed(parsed.entries))}
    return Feed(
        entries=tuple(sorted(entries.values(), key=lambda entry: entry.at)),
        broken=bool(parsed.bozo) and not _only_misencoded(parsed),
    )


class _Attributes(ContentHandler):
    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX's own name
        if len(attrs) > ATTRIBUTE_LIMIT:
            raise SourceFailed(f"A tag of the feed has more than {ATTRIBUTE_LIMIT:,} attributes. Ask its owner why.")


def _refuse_hostile(xml: bytes) -> None:
    """Raises SourceFailed for what brings a DTD, with which a few bytes could become gigabytes, and for tags that
    would take minutes to read. `xml` is in the encoding in which it will be read."""
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(_Attributes())
    try:
        parser.parse(io.BytesIO(xml))
    except DTDForbidden as error:
        if error.name.lower() == "html":
            raise SourceFailed(
                "The source’s address gives a web page, no feed. Give the feed’s own address."
            ) from None
        raise SourceFailed("The feed brings a DTD, which is never read. Ask its owner for one without.") from None
    except DefusedXmlException:
        raise SourceFailed("The feed brings entities of its own, which are never read.") from None
    except (SAXException, ValueError, LookupError):
        return


def _only_misencoded(parsed: Any) -> bool:
    return isinstance(
        parsed.get("bozo_exception"), feedparser.CharacterEncodingOverride | feedparser.NonXMLContentType
    )


def _entry(given: Mapping[str, Any], now: datetime) -> Entry:
    said = [given.get(key) for key in ("title", "summary", "content", "link")]
    identity = _identity(given) or json.dumps([*said, given.get("published")], default=str)
    return Entry(
        given=given,
        mark=_hash(identity),
        content=_hash(json.dumps(said, default=str)),
        at=_moment(given, "published") or _moment(given, "updated") or now,
    )


def _identity(given: Mapping[str, Any]) -> str | None:
    """The feed's own id of an entry, else its address; None where it has neither."""
    own = str(given.get("id") or given.get("link") or "")
    return hashlib.sha256(own.encode(errors="replace")).hexdigest() if len(own) > LABEL_LIMIT else own or None


def _words(given: Mapping[str, Any]) -> str:
    """The title and the longest of what follows it."""
    title = _plain(given.get("title_detail"))
    bodies = [*given.get("content", ()), given.get("summary_detail")]
    body = max((_plain(one) for one in bodies), key=len)
    return body if body.startswith(title) else f"{title}\n\n{body}".strip()


def _plain(detail: Mapping[str, Any] | None) -> str:
    if not detail:
        return ""
    value = str(detail.get("value") or "")
    return value if detail.get("type") == "text/plain" else to_text(value)


def _moment(given: Mapping[str, Any], key: str) -> datetime | None:
    """A moment that a feed names, None where it cannot be read."""
    parsed = given.get(f"{key}_parsed")
    if not isinstance(parsed, struct_time):
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode(errors="replace")).hexdigest()[:16]
