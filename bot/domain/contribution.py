"""What people give to a case."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.case import CaseId
from bot.domain.people import MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one person gave to a case. `identity` is `<channel>/<ts>` of a thread reply, else the modal's id;
    `partner` is the one that the person belongs to, if they are of one."""

    member: MemberId
    function: str | None
    text: str
    identity: str
    at: datetime
    partner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A contribution as it is kept: its number, and the case that it is part of."""

    number: int
    case_id: CaseId
    contribution: Contribution
