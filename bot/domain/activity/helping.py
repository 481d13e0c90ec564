"""Input: asked for, given, changed, taken back, waived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.activity.base import Activity, MemberActivity
from bot.domain.people import MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(MemberActivity):
    """Somebody wants the input of one more function or person, or again that of a waived slot."""

    kind = "asked"
    slot: str
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived(MemberActivity):
    """A slot needs no answer, for a reason."""

    kind = "waived"
    slot: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded(Activity):
    """Those who owe a slot were reminded, or who leads them. `number` counts the reminders of this slot from 1."""

    kind = "reminded"
    slot: str
    number: int
    whom: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated(Activity):
    """A promise to the customer was not kept: `whom` it was told to, and by when it `due` was."""

    kind = "escalated"
    due: datetime
    whom: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributed(MemberActivity):
    """Someone gave input. It answers the slot of `function`; people without a function help all the same. `spotted`
    says that nobody had asked for it: then it is a share in having seen that something was missing."""

    kind = "contributed"
    contribution: int
    function: str | None
    volunteered: bool
    spotted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerContributed(MemberActivity):
    """A person of a partner gave input. It answers no slot and earns no share."""

    kind = "partner_contributed"
    contribution: int
    partner: str


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
class Confirmed(MemberActivity):
    """`by` says that `member` helped in `slot` (`spot`, `loop` or `answer:<function>`), perhaps by a sign on a
    message alone."""

    kind = "confirmed"
    member: MemberId
    slot: str
    approver: bool
    by_reaction: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unconfirmed(MemberActivity):
    """`by` takes back that `member` helped in `slot`."""

    kind = "unconfirmed"
    member: MemberId
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared(MemberActivity):
    """A redacted copy went into a partner's channel, for as long as `until` (None: until somebody ends it)."""

    kind = "shared"
    partner: str
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unshared(Activity):
    """A partner's access ended: by hand, or by its date (`by` is None)."""

    kind = "unshared"
    partner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaLinked(MemberActivity):
    """The case gave rise to an idea, or joined one."""

    kind = "idea_linked"
    idea: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaUnlinked(MemberActivity):
    """The case has nothing to do with an idea after all."""

    kind = "idea_unlinked"
    idea: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaDone(MemberActivity):
    """An idea that the case stands behind was carried out, so that its customer can be told."""

    kind = "idea_done"
    idea: int
