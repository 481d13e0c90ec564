"""A case comes in, grows, and is heard of again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.activity.base import Activity, MemberActivity
from bot.domain.mention import MentionId
from bot.domain.policy import ORDINARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Activity):
    """A mention made a case. `required` are the functions that owe input; `by` brought it in by hand, `volunteered`
    where that was not their turn of duty. `split_from` is the case that its mentions stood in before, `asked_since`
    when their customer began to wait there. `intents` are what the customer wants (several may hold); `vulnerable`
    says that somebody is named who needs care first."""

    kind = "opened"
    community: str
    matter: str
    external_key: str
    required: tuple[str, ...]
    words: tuple[str, ...] = ()
    first_reply_due: datetime
    input_due: datetime
    resolution_due: datetime | None = None
    risk: str = ORDINARY
    volunteered: bool = False
    split_from: int | None = None
    asked_since: datetime | None = None
    mentions: int = 1
    intents: tuple[str, ...] = ()
    vulnerable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Activity):
    """Another mention of the same matter came in, with its own `intents`, and with somebody `vulnerable` in it."""

    kind = "joined"
    mention: MentionId
    reason: str
    intents: tuple[str, ...] = ()
    vulnerable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread(Activity):
    """What the customer wants was corrected to these intents; by None where Muster read it anew."""

    kind = "reread"
    intents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued(Activity):
    """The customer wrote again after our answer, or after the end: it is ours to act."""

    kind = "continued"
    mention: MentionId
    first_reply_due: datetime
    next_reply_due: datetime | None
    resolution_due: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded(Activity):
    """The author of a mention changed it outside; its newest words stand with it."""

    kind = "reworded"
    mention: MentionId


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack(Activity):
    """A mention was taken back outside; nobody has its words any more."""

    kind = "taken_back"
    mention: MentionId


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackAsked(MemberActivity):
    """A link on which the customer can judge the answer was made. `reply` is its number within the case."""

    kind = "feedback_asked"
    reply: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged(Activity):
    """The customer's verdict on a reply, one to five; its words stand with it in `verdicts`. Where it `confirms`, all
    who had claimed a share by then are confirmed by the customer."""

    kind = "judged"
    reply: int
    score: int
    recommended: bool | None
    confirms: bool = False
