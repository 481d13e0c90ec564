"""A digest as a whole, and what is kept of it once it is posted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.domain.board import MOST_PLACES
from bot.domain.credit import ANSWERS_PER_MILLE, LOOP_PER_MILLE, POT, SPOT_PER_MILLE, WEEK_CAP, points
from bot.domain.digest.corrections import Totals
from bot.domain.digest.figures import Figures
from bot.domain.digest.trend import Chart, charts_of
from bot.domain.digest.words import Words
from bot.domain.period import Week

HOW_COUNTED = (
    f"A signed-off answer to a customer is worth {points(POT)} points: "
    f"{points(POT * SPOT_PER_MILLE // 1000)} for bringing it in, "
    f"{points(POT * ANSWERS_PER_MILLE // 1000)} for the answer, shared by the functions that it needed, "
    f"{points(POT * LOOP_PER_MILLE // 1000)} for telling the customer. Each part counts once somebody else "
    "confirms it, a customer first of all. Speed, volume and signing off earn nothing. The board shows what "
    f"people did unasked, up to {points(WEEK_CAP)} points a week: never more than {MOST_PLACES} people, all of "
    "whom chose to be on it."
)

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A week of a community. It is `empty` where nothing happened and nothing waits: then it should say so."""

    headline: str
    week: Week
    zone: ZoneInfo
    provisional: bool
    figures: Figures
    words: Words

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return self.figures.empty

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of its last weeks; none where there is nothing to tell."""
        return () if self.empty else charts_of(self.figures.trend)

    @property
    def named(self) -> frozenset[str]:
        """Everyone whom it names, by id."""
        return self.figures.named | self.words.named


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was told when a digest was posted: its figures, whom it named, and the `totals` of its week and of those
    before, by the week as it is written."""

    figures: Figures
    named: tuple[str, ...] = ()
    totals: Mapping[str, Totals] = field(default_factory=dict)


def headline(week: Week, community_title: str) -> str:
    """What a digest is headed with."""
    return f"What we did for customers · {community_title} · week {week.number} ({days_of(week)})"


def days_of(week: Week) -> str:
    """The days of a week as people write them: 16–22 Nov."""
    first, last = week.monday, week.sunday
    month = f" {_MONTHS[first.month - 1]}" if first.month != last.month else ""
    return f"{first.day}{month}–{last.day} {_MONTHS[last.month - 1]}"
