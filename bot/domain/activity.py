"""The append-only record of who did what to a case. A case is what its activities make of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.domain.mention import MentionId
from bot.domain.people import MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One act. `by` is None where Muster itself acted. Texts stand elsewhere and are referred to by id."""

    kind: ClassVar[str]
    at: datetime
    by: MemberId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberActivity(Activity):
    """An act that only a person can do."""

    by: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Activity):
    """A mention made a case. `required` are the functions that owe input; `by` brought it in by hand, `volunteered`
    where that was not their turn of duty."""

    kind = "opened"
    community: str
    matter: str
    external_key: str
    required: tuple[str, ...]
    words: tuple[str, ...] = ()
    first_reply_due: datetime
    input_due: datetime
    volunteered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Activity):
    """Another mention of the same matter came in."""

    kind = "joined"
    mention: MentionId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed(MemberActivity):
    kind = "claimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Released(MemberActivity):
    kind = "released"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributed(MemberActivity):
    """Someone gave input. It answers the slot of `function`; people without a function help all the same."""

    kind = "contributed"
    contribution: int
    function: str | None
    volunteered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(MemberActivity):
    """Someone changed the words of their input."""

    kind = "amended"
    contribution: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Activity):
    """The input of `member` was deleted in Slack; who did it, Slack does not tell."""

    kind = "withdrawn"
    contribution: int
    member: MemberId
    function: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted(MemberActivity):
    """A new revision of the answer, with the hash of its exact text; it voids every earlier sign-off."""

    kind = "drafted"
    revision: int
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOff(MemberActivity):
    kind = "signed_off"
    revision: int
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied(MemberActivity):
    """The customer has the answer. `as_signed` is False where what went out differs from what was signed."""

    kind = "replied"
    revision: int
    url: str
    as_signed: bool
    volunteered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed(MemberActivity):
    """`by` says that `member` helped in `slot` (`spot`, `loop` or `answer:<function>`)."""

    kind = "confirmed"
    member: MemberId
    slot: str
    approver: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(MemberActivity):
    kind = "closed"
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissed(MemberActivity):
    kind = "dismissed"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(MemberActivity):
    """Sent to another community, which may owe input of other functions, have other times and other signers."""

    kind = "moved"
    community: str
    reason: str
    required: tuple[str, ...]
    first_reply_due: datetime
    input_due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(MemberActivity):
    kind = "reopened"
    reason: str


KINDS: dict[str, type[Activity]] = {
    kind.kind: kind
    for kind in (
        Opened,
        Joined,
        Claimed,
        Released,
        Contributed,
        Amended,
        Withdrawn,
        Drafted,
        SignedOff,
        Replied,
        Confirmed,
        Closed,
        Dismissed,
        Moved,
        Reopened,
    )
}
"""Every kind of activity by the word it is stored under."""
