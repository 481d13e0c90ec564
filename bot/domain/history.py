"""What happened between the company and one customer, whatever the medium."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.case import CaseId
from bot.domain.customer import JoiningId, KnownAuthor, Membership
from bot.domain.people import MemberId
from bot.domain.provenance import Datum


class What(StrEnum):
    """The kinds of what happened."""

    MENTION = "mention"
    CASE = "case"
    REPLY = "reply"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One thing that happened. `by` is the author's handle, or the name of the member who replied; `source` is that
    of a mention, `score` that of a verdict; `community` and `status` are those of the case, where there is one."""

    what: What
    at: datetime
    text: str | None
    by: str | None
    source: str | None
    score: int | None
    case_id: CaseId | None
    community: str | None
    status: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerSheet:
    """All that a person may see of a customer at one time, as one of their authors was looked up.

    `memberships` say of each joined author who joined it and why; `known` is what is kept, lent or shown, each with
    where it is from; `problem` says why the system beside Muster could not be asked; `undoable` is the last act on
    who is whom; `page` counts from 0.
    """

    author: KnownAuthor
    authors: Sequence[KnownAuthor]
    memberships: Sequence[Membership]
    known: Sequence[Datum]
    happened: Sequence[Happened]
    page: int
    more: bool
    names: Mapping[MemberId, str]
    problem: str | None = None
    undoable: JoiningId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Several customers whom the words could mean, an author of each; `more` says that these are not all."""

    words: str
    authors: Sequence[KnownAuthor]
    more: bool
