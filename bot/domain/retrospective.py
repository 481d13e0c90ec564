"""What a community looks back on when it ends: its cases, who helped, how long customers waited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.case import CaseId
from bot.domain.metrics import median, minutes_between
from bot.domain.opening import OpenedCommunity
from bot.domain.people import MemberId
from bot.domain.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case, with what came of it."""

    id: CaseId
    matter: str
    status: Status
    outcome: str | None
    mentions: int
    opened_at: datetime
    first_replied_at: datetime | None
    ended_at: datetime | None
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Input that somebody gave: a member for their function, or a partner's person."""

    case: CaseId
    by: MemberId
    function: str | None
    partner: str | None
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An act on a case; `by` is None where Muster itself acted."""

    case: CaseId
    kind: str
    by: MemberId | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrospective:
    """All of it. `functions` are those of the people named, as they are now; `zone` is where days begin."""

    community: OpenedCommunity
    cases: tuple[CaseLine, ...]
    given: tuple[Given, ...]
    deeds: tuple[Deed, ...]
    names: Mapping[MemberId, str]
    functions: Mapping[MemberId, str]
    zone: ZoneInfo

    @property
    def first_case_at(self) -> datetime | None:
        """When the first case was opened."""
        return min((case.opened_at for case in self.cases), default=None)

    @property
    def mentions(self) -> int:
        """How often customers spoke."""
        return sum(case.mentions for case in self.cases)

    @property
    def first_reply_minutes(self) -> float | None:
        """The median of the minutes from the opening of a case to its first reply; None where there was none."""
        return median(
            minutes_between(case.opened_at, case.first_replied_at) for case in self.cases if case.first_replied_at
        )

    def count(self, status: Status) -> int:
        """How many cases ended so."""
        return sum(case.status is status for case in self.cases)

    @property
    def helpers(self) -> dict[str, list[str]]:
        """The names of those who gave input, drafted, signed or replied, by the key of their function, or by the
        title of their organisation where they are a partner's; under "" those of no function. No name comes twice."""
        found: dict[str, dict[str, None]] = {}
        people = [(one.partner or one.function or "", one.by) for one in self.given]
        people += [
            (self.functions.get(deed.by, ""), deed.by) for deed in self.deeds if deed.by and deed.kind in _HELP
        ]
        for group, member in people:
            found.setdefault(group, {}).setdefault(self.names.get(member, "Someone"))
        return {group: sorted(names) for group, names in sorted(found.items())}


_HELP = frozenset({"drafted", "signed_off", "replied"})
"""Acts that are help beside giving input."""
