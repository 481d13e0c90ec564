"""What people look at: a case with all that belongs to it, its acts in words, lists of cases and mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.activity import Activity
from bot.domain.case import Case, CaseId
from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.draft import Draft
from bot.domain.growth import Growth
from bot.domain.idea import Idea
from bot.domain.inquiry import Inquiry, Kind
from bot.domain.mention import Mention
from bot.domain.people import MemberId
from bot.domain.policy import Policy
from bot.domain.priority import FEW, Spread
from bot.domain.provenance import Tier
from bot.domain.sharing import Sharing
from bot.domain.slot import Slot
from bot.domain.suggestion import Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafting:
    """Somebody who writes a draft right now."""

    member: MemberId
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSheet:
    """All that a person may want to see of a case at one time.

    `drafts` are the revisions that wait, oldest first; `drafting` are those who write one right now; `again` is what
    its customer wrote last, where they wrote again after an answer; behind `ideas` it stands; `sharings` are the
    copies that partners can answer now; `spread` says how far it has spread just now and `growth`
    how it came to that, where there is much of it; `suggested` are cases that may be the same matter; `tier` is the
    highest that is kept about anyone who wrote in it.
    """

    case: Case
    community: Community
    company: Company
    mention: Mention
    authors: int
    drafts: tuple[Draft, ...]
    names: Mapping[MemberId, str]
    drafting: tuple[Drafting, ...] = ()
    again: Mention | None = None
    ideas: tuple[Idea, ...] = ()
    sharings: tuple[Sharing, ...] = ()
    spread: Spread = FEW
    growth: Growth | None = None
    suggested: tuple[Suggestion, ...] = ()
    tier: Tier | None = None

    @property
    def newest(self) -> Mention:
        """The words of the customer that an answer is about."""
        return self.again or self.mention

    @property
    def can_send(self) -> bool:
        """Whether an answer can go out through the source."""
        return self.newest.source in self.company.replying

    @property
    def draft(self) -> Draft | None:
        """The newest revision that waits for signatures or has them."""
        return self.drafts[-1] if self.drafts else None

    @property
    def signed_draft(self) -> Draft | None:
        """The revision that is signed off."""
        return self.revision(self.case.signed.revision) if self.case.signed else None

    @property
    def policy(self) -> Policy:
        """Who must sign an answer to this case."""
        return self.company.policy(self.case.community, self.case.risk)

    def revision(self, number: int) -> Draft | None:
        """A revision that still waits, with its words."""
        return next((draft for draft in self.drafts if draft.revision == number), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One activity for the thread, with the words that belong to it, if any; `before` are those of the revision whose
    place a draft takes, `signed` those that a reply which differs should have had."""

    activity: Activity
    text: str | None = None
    before: str | None = None
    signed: str | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """Input that a person, or their function, owes to a case."""

    case: Case
    slot: Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What waits for one person, in the order in which they should look at it."""

    to_sign: Sequence[Case]
    owned: Sequence[Case]
    awaited: Sequence[Awaited]

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.to_sign or self.owned or self.awaited)

    @property
    def ending(self) -> list[Case]:
        """The cases that are free soon, where their owner does nothing; the first to be so first."""
        warned = [(case.lease_ends_at, case.id, case) for case in self.owned if case.lease_ends_at and not case.reply]
        return [case for *_, case in sorted(warned, key=lambda one: one[:2])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A past mention, draft or reply, with its case where it has one.

    `by` is who wrote it: the author's handle of a mention, the name of the member who drafted or replied. `source`
    is that of a mention, `revision` that of a draft. `void` says that the case went on without it: another
    revision of the draft is the current one, or the case was reopened or answered anew after the reply.
    """

    kind: Kind
    text: str
    at: datetime
    by: str | None
    source: str | None
    revision: int | None
    void: bool
    case_id: CaseId | None
    status: str | None
    community: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """A page of what was found for an inquiry, newest first, and whether there are more pages.

    `in_the_way` names the filters, each of which alone keeps a search empty that would find something without it.
    """

    inquiry: Inquiry
    lines: Sequence[Found]
    more: bool
    in_the_way: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierAnswer:
    """What a customer with a similar matter was told, signed off and not taken back since."""

    case_id: CaseId
    matter: str
    text: str
    by: str | None
    at: datetime
