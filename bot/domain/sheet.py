"""What people look at: a case with all that belongs to it, its acts in words, lists of cases and mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.activity import Activity
from bot.domain.case import Case, CaseId
from bot.domain.community import Community, Company
from bot.domain.draft import Draft
from bot.domain.mention import Mention
from bot.domain.people import MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSheet:
    """All that a person may want to see of a case at one time."""

    case: Case
    community: Community
    company: Company
    mention: Mention
    authors: int
    draft: Draft | None
    names: Mapping[MemberId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One activity for the thread, with who did it and the words that belong to it, if any."""

    activity: Activity
    by_name: str | None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What waits for one person, in the order in which they should look at it."""

    to_sign: Sequence[Case]
    owned: Sequence[Case]
    awaited: Sequence[Case]

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.to_sign or self.owned or self.awaited)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A past mention, with its case where it has one."""

    case_id: CaseId | None
    text: str
    source: str
    posted_at: datetime
    status: str | None
    community: str | None
