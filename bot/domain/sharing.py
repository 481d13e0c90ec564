"""A redacted copy of a case in a partner's channel, and for how long the partner may answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.case.record import CaseId
from bot.domain.errors import BadInput

SHARED_LIMIT = 3_000
"""Characters of a copy, as many as Slack takes in a field."""

LONGEST = timedelta(days=366)
"""How far ahead the end of an access may lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """One copy. Its `number` is all that the partner sees of what it belongs to; `text` are the redacted words.

    Access ends after `until` (None: when somebody ends it), or with the case.
    """

    number: int
    case_id: CaseId
    partner: str
    channel: str
    text: str
    since: datetime
    until: datetime | None
    ended_at: datetime | None = None

    def lasts(self, now: datetime) -> bool:
        """Whether the partner may still answer."""
        return self.ended_at is None and (self.until is None or now <= self.until)


def end_of_access(day: date | None, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The last second of the day on which an access ends, in its zone. Raises BadInput for a day that is over, or
    more than a year away."""
    if day is None:
        return None
    end = datetime.combine(day, time(23, 59, 59), zone)
    if end < now:
        raise BadInput("This day is over. Choose today or a later day, or leave it empty.", field="until")
    if end - now > LONGEST:
        raise BadInput("A partner has access for a year at most. Choose an earlier day.", field="until")
    return end
