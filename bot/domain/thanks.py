"""Thanks of one person to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.case.record import CaseId
from bot.domain.people import MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class ThankNote:
    """What `by` thanks `member` for about a case; it is no points. `number` is 0 until it is kept."""

    number: int = 0
    case_id: CaseId
    by: MemberId
    member: MemberId
    text: str
    at: datetime
