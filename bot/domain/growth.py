"""How a matter grew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

STRETCHES = 8
"""Equal stretches of time into which the growth of a matter is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """The mentions of a matter in each of STRETCHES equal stretches of time, from the first one to the last, and
    through how many sources they came."""

    counts: tuple[int, ...]
    sources: int
    first_at: datetime
    last_at: datetime
