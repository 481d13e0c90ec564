"""What was tried and did not work: a calculated risk is a contribution too, and never scored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.case.record import CaseId
from bot.domain.people import MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What `member` tried about a case, and what was `learned` of it. A lead may honour it, so that a digest tells of
    it. `number` is 0 until it is kept."""

    number: int = 0
    case_id: CaseId
    member: MemberId
    text: str
    learned: str
    at: datetime
    honoured_by: MemberId | None = None
    honoured_at: datetime | None = None
