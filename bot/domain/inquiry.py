"""What people look for: words as they type them, and filters such as `in:safety` or `after:2026-01-31`.

What was read can be written back: `read_inquiry(str(inquiry)) == inquiry`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.errors import BadInput
from bot.domain.status import Status

INQUIRY_LIMIT = 200
"""Characters that may be typed."""


class Kind(StrEnum):
    """What can be found: what was said outside, an answer on its way, an answer that went out."""

    MENTION = "mention"
    DRAFT = "draft"
    REPLY = "reply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What to look for. None of `words` and filters is the newest of everything.

    `words` may hold "phrases", -excluded words and OR. `author` names who wrote a mention outside, `member` who
    drafted or replied. Both days are left out of what is found, as in Slack's own search.
    """

    words: str = ""
    community: str | None = None
    author: str | None = None
    member: str | None = None
    source: str | None = None
    status: Status | None = None
    kind: Kind | None = None
    after: date | None = None
    before: date | None = None

    @property
    def filters(self) -> dict[str, str]:
        """Each filter as it is typed, by the name of its field here."""
        values = {name: getattr(self, name) for name in _KEYS}
        return {name: f"{_KEYS[name]}:{_quoted(str(value))}" for name, value in values.items() if value is not None}

    @property
    def kinds(self) -> frozenset[Kind]:
        """What can fulfil the filters: a customer has drafted nothing, and a member has mentioned nothing."""
        kinds = {self.kind} if self.kind else set(Kind)
        if self.author or self.source:
            kinds &= {Kind.MENTION}
        if self.member:
            kinds &= {Kind.DRAFT, Kind.REPLY}
        return frozenset(kinds)

    def without(self, name: str) -> Inquiry:
        """The same but for one filter."""
        nothing: dict[str, Any] = {name: None}
        return replace(self, **nothing)

    def since(self, zone: ZoneInfo) -> datetime | None:
        """The first moment to look at: the day following `after` begins."""
        return _start(self.after + timedelta(days=1), zone) if self.after else None

    def until(self, zone: ZoneInfo) -> datetime | None:
        """The first moment not to look at any more: the day `before` begins."""
        return _start(self.before, zone) if self.before else None

    def __str__(self) -> str:
        return " ".join([*([self.words] if self.words else ()), *self.filters.values()])


def read_inquiry(typed: str) -> Inquiry:
    """Understand what somebody typed. Raises BadInput that names the right form."""
    if len(typed) > INQUIRY_LIMIT:
        raise BadInput(f"Look for fewer words: {INQUIRY_LIMIT} characters is the most.")
    words, given = list[str](), dict[str, Any]()
    for token in _tokens(typed):
        match = _FILTER.fullmatch(token)
        if match is None:
            words.append(token)
            continue
        turned, key, value = match[1], match[2].casefold(), match[3].replace('"', "").strip()
        if key not in _FORMS:
            _refuse_a_typo(token, key, value)
            words.append(token)
            continue
        name = _FORMS[key].field
        if turned:
            raise BadInput(f"A filter cannot be excluded. Leave the minus out of `-{key}:`, or quote the words.")
        if name in given:
            raise BadInput(f"`{key}:` stands there twice. One is enough.")
        given[name] = _read(key, value)
    inquiry = replace(Inquiry(words=" ".join(words)), **given)
    _expect_possible(inquiry)
    return inquiry


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How a filter is written. `read` raises ValueError for what is no value of it."""

    field: str
    read: Callable[[str], object]
    wants: str
    example: str


def _day(value: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise ValueError(value)
    day = date.fromisoformat(value)
    if not 1900 <= day.year <= 2999:
        raise ValueError(value)
    return day


def _someone(value: str) -> str:
    """A person: a name, a handle with or without its @, or what Slack makes of a name in a message."""
    name = value.lstrip("@ ")
    slack = re.fullmatch(r"<@(\w+)(?:\|[^>]*)?>", name)
    return slack[1] if slack else name


def _listed(choices: type[StrEnum]) -> str:
    *others, last = choices
    return f"{', '.join(others)} or {last}"


_FORMS = {
    "in": _Form(field="community", read=str, wants="a community", example="in:safety"),
    "from": _Form(field="author", read=_someone, wants="who wrote it outside", example="from:dana_k"),
    "by": _Form(field="member", read=_someone, wants="who drafted or replied", example="by:@amara"),
    "source": _Form(field="source", read=str, wants="where a mention came from", example="source:web"),
    "is": _Form(field="status", read=lambda v: Status(v.casefold()), wants=_listed(Status), example="is:open"),
    "kind": _Form(field="kind", read=lambda v: Kind(v.casefold()), wants=_listed(Kind), example="kind:reply"),
    "after": _Form(field="after", read=_day, wants="the last day to leave out", example="after:2026-01-31"),
    "before": _Form(field="before", read=_day, wants="the first day to leave out", example="before:2026-02-28"),
}
_KEYS = {form.field: key for key, form in _FORMS.items()}
_OTHERWISE = {
    "author": "from",
    "community": "in",
    "status": "is",
    "type": "kind",
    "since": "after",
    "until": "before",
}
_FILTER = re.compile(r"(-?)([^\W\d_]+):(.*)")
_SHORTEST_TYPO = 4
"""Letters below which too many words of the language are near to the name of a filter."""

FILTERS = {form.example: form.wants for form in _FORMS.values()}
"""Every filter, as an example, with what it wants."""


def _read(key: str, value: str) -> object:
    form = _FORMS[key]
    try:
        read = form.read(value)
    except ValueError:
        read = None
    if not read:
        raise BadInput(f"`{key}:` needs {form.wants}, like `{form.example}`.") from None
    return read


def _refuse_a_typo(token: str, key: str, value: str) -> None:
    """Raises BadInput where somebody surely meant a filter; `error:42` and addresses are words like others."""
    near = get_close_matches(key, _FORMS, n=1, cutoff=0.7) if len(key) >= _SHORTEST_TYPO else []
    meant = _OTHERWISE.get(key) or next(iter(near), None)
    if meant is None or value.startswith("//"):
        return
    try:
        _read(meant, value)
    except BadInput:
        return
    raise BadInput(f"There is no filter `{key}:`. Did you mean `{meant}:`? To find the words themselves, quote them.")


def _expect_possible(inquiry: Inquiry) -> None:
    if not inquiry.kinds:
        raise BadInput(
            "`from:` and `source:` are about mentions, `by:` about drafts and replies: nothing can be both. "
            "Leave one of them out."
        )
    if inquiry.after and inquiry.before and inquiry.before - inquiry.after < timedelta(days=2):
        raise BadInput("No day lies between `after:` and `before:`; neither day itself is looked at.")


def _tokens(text: str) -> Iterator[str]:
    """The parts between the gaps; a gap within quotation marks is none, and a mark that nothing closes is a gap."""
    tidy = " ".join(re.sub("[“”„‟«»]", '"', text).split())
    return (match[0] for match in re.finditer(r'(?:[^\s"]|"[^"]*")+', tidy))


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _start(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
