"""What happens to whole cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.activity.base import Activity, MemberActivity
from bot.domain.clocks import Clocks, Span
from bot.domain.mention import MentionId
from bot.domain.people import MemberId
from bot.domain.slot import Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(MemberActivity):
    kind = "closed"
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissed(MemberActivity):
    kind = "dismissed"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(MemberActivity):
    """An ended case is taken up again."""

    kind = "reopened"
    reason: str
    first_reply_due: datetime | None = None
    next_reply_due: datetime | None = None
    resolution_due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(MemberActivity):
    """Sent to another community, which may owe input of other functions, have other times and other signers."""

    kind = "moved"
    community: str
    reason: str
    required: tuple[str, ...]
    first_reply_due: datetime
    next_reply_due: datetime | None = None
    resolution_due: datetime | None = None
    input_due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reclassed(Activity):
    """The class of risk changed, and with it who owes input and who signs. `by` is None where an answer did it."""

    kind = "reclassed"
    risk: str
    reason: str
    required: tuple[str, ...]
    input_due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged(Activity):
    """This case went on as part of another one; by None where Muster itself saw that they are one."""

    kind = "merged"
    into: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Absorbed(Activity):
    """Another case became part of this one, with its mentions, its input, and who spotted it. Its customers have
    `waited` since they asked, and what they were promised holds."""

    kind = "absorbed"
    case: int
    mentions: int
    given: tuple[Given, ...]
    spotters: tuple[tuple[MemberId, bool], ...]
    waited: tuple[Span, ...]
    reply_due: datetime
    resolution_due: datetime | None = None
    intents: tuple[str, ...] = ()
    vulnerable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted(MemberActivity):
    """A merged case went its own way again, with what it had brought. `clocks`, `intents` and `vulnerable` are those
    of the other without it; None leaves them as they are."""

    kind = "parted"
    case: int
    mentions: int
    given: tuple[Given, ...]
    spotters: tuple[MemberId, ...]
    clocks: Clocks
    intents: tuple[str, ...] | None = None
    vulnerable: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptApart(MemberActivity):
    """Somebody said that another case is about something else, however alike the two are."""

    kind = "kept_apart"
    other: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitOff(MemberActivity):
    """Some mentions, `chosen` by somebody, became a case of their own."""

    kind = "split_off"
    case: int
    chosen: tuple[MentionId, ...]

    @property
    def mentions(self) -> int:
        """How many they are."""
        return len(self.chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided(MemberActivity):
    """This was never a case: it counts for nobody and nothing."""

    kind = "voided"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored(MemberActivity):
    """A case that was set aside goes on where it stood. One that was merged gets its input and `mentions` back."""

    kind = "restored"
    reason: str
    given: tuple[Given, ...] = ()
    mentions: int | None = None
    first_reply_due: datetime | None = None
    next_reply_due: datetime | None = None
    resolution_due: datetime | None = None
