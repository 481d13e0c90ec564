"""Working hours and holidays as `muster.toml` writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time

import holidays

_SHIFT = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*[-–]\s*(?:([01]\d|2[0-3]):([0-5]\d)|24:00)")


def read_shifts(written: object) -> object:
    """Shifts that can be read, as they are written. Raises ValueError with the right form."""
    shifts = [written] if isinstance(written, str) else written
    if isinstance(shifts, list | tuple):
        for shift in shifts:
            if not isinstance(shift, str) or not _SHIFT.fullmatch(shift.strip()):
                raise ValueError(f"“{shift}” is no shift; write it like 09:00-12:30")
    return shifts


def shift_times(shift: str) -> tuple[time, time]:
    """Start and end of a shift; one that ends at midnight ends at `time(0)`."""
    match = _SHIFT.fullmatch(shift.strip())
    if match is None:
        raise ValueError(f"“{shift}” is no shift; write it like 09:00-12:30")
    start = time(int(match[1]), int(match[2]))
    return start, time(int(match[3]), int(match[4])) if match[3] else time(0)


def check_holidays(written: object) -> object:
    """A country's code, or one with a region, that has known holidays. Raises ValueError."""
    if isinstance(written, str):
        country, _, region = written.partition("-")
        known = holidays.list_supported_countries(include_aliases=True)
        if country not in known or (region and region not in known[country]):
            raise ValueError(
                f"the holidays of “{written}” are not known; write a country like DE or a region like DE-BE"
            )
    return written


class DaysOff:
    """Public holidays of a country or region, and days of one's own. Anything that asks `day in …` is served."""

    def __init__(self, public: str | None, own: Iterable[date]) -> None:
        country, _, region = (public or "").partition("-")
        self._public = holidays.country_holidays(country, subdiv=region or None) if public else ()
        self._own = frozenset(own)

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (day in self._own or day in self._public)
