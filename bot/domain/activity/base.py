"""What every activity has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

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
