"""What people give to a case."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one person gave to a case. `identity` is `<channel>/<ts>` of a thread reply, else the modal's id."""

    member: MemberId
    function: str | None
    text: str
    identity: str
    at: datetime
