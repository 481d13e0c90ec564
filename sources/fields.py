"""What each field of a mention may hold: every source refuses the same things in the same words.

Each rule takes a value as JSON, CSV or a spreadsheet gives it, and returns None where nothing is given. It
raises BadInput with a sentence that starts with the field's name: a caller puts the place before it.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.errors import BadInput
from bot.domain.links import URL_LIMIT, is_web_address
from bot.domain.mention import TEXT_LIMIT, Author, Mention

FIELDS = ("text", "id", "author", "posted_at", "url", "reach", "thread")
LABEL_LIMIT = 500
"""Characters of an id, handle, name or thread: with four bytes each they still fit PostgreSQL's index."""
REACH_LIMIT = 2_000_000_000
"""People; more is a mistake, and would not fit PostgreSQL's integer."""
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
CLOCK_SKEW = timedelta(days=1)
"""How far ahead of us a source's clock, or a zone it left out, may put a mention."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HALF = re.compile(r"[\ud800-\udfff]")
_EXACT_FLOAT = 2**53
_SHOWN = 40


def mention_from(source: str, given: Mapping[str, object], *, received_at: datetime) -> Mention:
    """Make a mention of the fields in `given`; other keys are ignored. Raises BadInput.

    Without an `id` the same words get the same identity however often they arrive. `received_at` is aware,
    and stands in for a missing `posted_at`.
    """
    posted_at = read_posted_at(given.get("posted_at"), now=received_at)
    mention = Mention(
        source=source,
        external_id=read_label("id", given.get("id")) or "",
        text=read_text(given.get("text")),
        author=read_author(source, given.get("author")),
        posted_at=posted_at or received_at,
        url=read_url(given.get("url")),
        reach=read_reach(given.get("reach")),
        thread=read_label("thread", given.get("thread")),
        edited_at=read_posted_at(given.get("edited_at"), now=received_at, field="edited_at"),
    )
    return mention if mention.external_id else replace(mention, external_id=_identity(mention, posted_at))


def read_text(value: object) -> str:
    """The words of a mention, stripped, at most TEXT_LIMIT characters."""
    if value is None:
        raise _refused("text", "is missing; give the words of the mention.")
    text = _words("text", value).strip()
    if not text:
        raise _refused("text", "is blank; give the words of the mention.")
    return _within(TEXT_LIMIT, "text", text)


def read_label(field: str, value: object) -> str | None:
    """One line such as an id or a handle, at most LABEL_LIMIT characters; numbers are written out."""
    if value is None:
        return None
    return _within(LABEL_LIMIT, field, " ".join(_words(field, value).split())) or None


def read_author(source: str, value: object) -> Author | None:
    """A handle alone, or an object with `handle` and, where known, `name`."""
    if not isinstance(value, dict):
        handle = read_label("author", value)
        return Author(source=source, handle=handle) if handle else None
    handle = read_label("author.handle", value.get("handle"))
    if handle is None:
        raise _refused("author.handle", "is missing; give the name that is unique in the source.")
    return Author(source=source, handle=handle, name=read_label("author.name", value.get("name")))


def read_url(value: object) -> str | None:
    """An absolute http or https address, at most URL_LIMIT characters."""
    if value is None:
        return None
    url = _within(URL_LIMIT, "url", _words("url", value).strip())
    if not url:
        return None
    if not is_web_address(url):
        raise _refused("url", f"is {_shown(url)}; give an address that starts with https:// or http://.")
    return url


def read_posted_at(value: object, *, now: datetime, field: str = "posted_at") -> datetime | None:
    """A moment in UTC, from ISO 8601 or a spreadsheet's date; without a zone it is taken as UTC."""
    moment = _moment(field, value)
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    if moment < EARLIEST:
        raise _refused(field, f"is {_shown(moment)}, before 1970; check the year.")
    if moment > now + CLOCK_SKEW:
        raise _refused(field, f"is {_shown(moment)}, more than a day in the future; check the year and the zone.")
    return moment.astimezone(UTC)


def read_reach(value: object) -> int | None:
    """How many people have seen a mention: a whole number from 0 to REACH_LIMIT."""
    written = read_label("reach", value)
    if written is None:
        return None
    if not re.fullmatch("[0-9]{1,10}", written) or int(written) > REACH_LIMIT:
        raise _refused(
            "reach",
            f"is {_shown(written)}; give a whole number of people, 0 to {REACH_LIMIT:,}, in digits only.",
        )
    return int(written)


def _moment(field: str, value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time(), UTC)
    written = read_label(field, value)
    if written is None:
        return None
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        raise _refused(field, f"is {_shown(written)}; write it in ISO 8601, like 2026-02-23T05:56:00Z.") from None


def _words(field: str, value: object) -> str:
    """A value as characters that PostgreSQL can store and a card can show."""
    if isinstance(value, str):
        if half := _HALF.search(value):
            raise _refused(field, f"holds half of a character (U+{ord(half[0]):04X}); cut texts between characters.")
        return _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        if not abs(value) <= _EXACT_FLOAT:
            raise _refused(field, f"is {value}, a number whose last digits are lost; give it as text.")
        return str(int(value) if value.is_integer() else value)
    raise _refused(field, f"is {_shown(value)}; give it as text or a number.")


def _within(limit: int, field: str, words: str) -> str:
    if len(words) > limit:
        raise _refused(field, f"has {len(words):,} characters; {limit:,} is the limit.")
    return words


def _refused(field: str, why: str) -> BadInput:
    return BadInput(f"{field} {why}", field=field)


def _shown(value: object) -> str:
    """A value as a sentence may quote it: cut, and never the inside of a list or an object of any depth."""
    match value:
        case dict():
            return "an object"
        case list():
            return "a list"
        case bool():
            return str(value).lower()
        case _:
            words = _HALF.sub("�", _CONTROL.sub("", str(value)))
            return f"“{words[:_SHOWN]}…”" if len(words) > _SHOWN else f"“{words}”"


def _identity(mention: Mention, posted_at: datetime | None) -> str:
    """A hash of who said what when; where one of them is unknown, of all that was given."""
    author = mention.author.handle if mention.author else None
    posted = posted_at.isoformat() if posted_at else None
    parts = [author, mention.text, posted]
    if author is None or posted is None:
        parts += [mention.url, str(mention.reach), mention.thread]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]
