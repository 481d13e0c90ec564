"""Who looked at the auditors' sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.people import MemberId
from bot.domain.period import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Somebody looked at the sheet of a season."""

    by: MemberId
    at: datetime


class Audits(Protocol):
    """Looks at the auditors' sheet."""

    async def add(self, by: MemberId, season: Month, at: datetime) -> None:
        """Note that somebody looks."""

    async def of(self, season: Month) -> list[Look]:
        """The newest ten looks at a season's sheet, the newest first."""
