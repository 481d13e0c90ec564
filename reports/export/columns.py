"""The columns of each sheet, in the order of the fields of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from bot.domain.exporting import Sheet


class Kind(Enum):
    """What stands in a column; credit is given in micro-points."""

    ID = auto()
    TEXT = auto()
    LONG = auto()
    NUMBER = auto()
    POINTS = auto()
    FACTOR = auto()
    SHARE = auto()
    MOMENT = auto()
    DAY = auto()
    SPAN = auto()
    YES_NO = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in characters, what stands in it, and whether it is summed up at the end."""

    title: str
    width: float
    kind: Kind = Kind.TEXT
    summed: bool = False


CASE = Column("Case", 7, Kind.ID)
MATTER = Column("Matter", 28, Kind.LONG)
COMMUNITY = Column("Community", 17)
PART = Column("For what", 24)
MEMBER = Column("Member", 20)
VOLUNTEERED = Column("Volun-\nteered", 8, Kind.YES_NO)
KIND = Column("Confirmed\nas", 11)

COLUMNS: dict[Sheet, tuple[Column, ...]] = {
    Sheet.CASES: (
        CASE,
        MATTER,
        Column("Community", 14),
        Column("Risk", 10),
        Column("Status", 10),
        Column("Mention", 9, Kind.ID),
        Column("Source", 9),
        Column("Author", 16),
        Column("What was said", 54, Kind.LONG),
        Column("Link", 28, Kind.LONG),
        Column("Posted", 15.5, Kind.MOMENT),
        Column("Opened", 15.5, Kind.MOMENT),
        Column("First reply", 15.5, Kind.MOMENT),
        Column("Ended", 15.5, Kind.MOMENT),
        Column("First reply\nafter (h:mm)", 12, Kind.SPAN),
        Column("Ended after\n(h:mm)", 12, Kind.SPAN),
        Column("Replied\nin time", 8, Kind.YES_NO),
        Column("Ended\nin time", 8, Kind.YES_NO),
        Column("Owner", 16),
        Column("Responders", 34, Kind.LONG),
        Column("Outcome", 34, Kind.LONG),
    ),
    Sheet.CLAIMS: (
        CASE,
        Column("Matter", 52),
        COMMUNITY,
        PART,
        MEMBER,
        Column("Function", 16),
        VOLUNTEERED,
        Column("Con-\nfirmed", 8, Kind.YES_NO),
        Column("Signed off", 15.5, Kind.MOMENT),
    ),
    Sheet.CONFIRMATIONS: (
        CASE,
        COMMUNITY,
        PART,
        MEMBER,
        Column("Confirmed by", 20),
        KIND,
        Column("Confirmed", 15.5, Kind.MOMENT),
    ),
    Sheet.CREDITS: (
        CASE,
        COMMUNITY,
        Column("Season", 9),
        Column("Week", 10),
        PART,
        MEMBER,
        VOLUNTEERED,
        KIND,
        Column("Confirmed by", 20),
        Column("Signed off", 15.5, Kind.MOMENT),
        Column("Pair’s cap\n(micro-points)", 15, Kind.NUMBER),
        Column("Pair’s total\n(micro-points)", 15, Kind.NUMBER),
        Column("Share\n(micro-points)", 15, Kind.NUMBER, summed=True),
        Column("Cap factor", 10, Kind.FACTOR),
        Column("Final\n(micro-points)", 15, Kind.NUMBER, summed=True),
        Column("Share\n(points)", 13, Kind.POINTS, summed=True),
        Column("Final\n(points)", 13, Kind.POINTS, summed=True),
    ),
    Sheet.BOARDS: (
        Column("Season", 9),
        Column("Board", 13),
        Column("Where", 20),
        Column("Rank", 7, Kind.ID),
        Column("Who", 24),
        Column("Points", 12, Kind.POINTS),
        Column("Micro-points", 14, Kind.NUMBER),
        Column("People", 8, Kind.NUMBER),
        Column("Taking part", 9, Kind.SHARE),
    ),
    Sheet.METRICS: (
        COMMUNITY,
        Column("Measure", 32),
        Column("Period", 10),
        Column("Begins", 11, Kind.DAY),
        Column("n", 7, Kind.NUMBER),
        Column("Median\n(h:mm)", 9, Kind.SPAN),
        Column("9 in 10\nwithin", 9, Kind.SPAN),
        Column("Median in\nwork time", 11, Kind.SPAN),
        Column("9 in 10 in\nwork time", 11, Kind.SPAN),
        Column("In time\n(or yes)", 9, Kind.NUMBER),
        Column("Of", 7, Kind.NUMBER),
        Column("Share", 8, Kind.SHARE),
    ),
    Sheet.ADJUSTMENTS: (
        Column("Shown in", 10),
        Column("Of season", 10),
        CASE,
        COMMUNITY,
        PART,
        MEMBER,
        Column("Amount\n(micro-points)", 15, Kind.NUMBER, summed=True),
        Column("Amount\n(points)", 13, Kind.POINTS, summed=True),
    ),
}

ABOUT: dict[Sheet, str] = {
    Sheet.CASES: "one row a mention; keep those with Mention 1 to have each case once",
    Sheet.CLAIMS: "what people did for these cases",
    Sheet.CONFIRMATIONS: "who confirmed it",
    Sheet.CREDITS: "the ledger: share × cap factor = final, in micro-points, 1,000,000 a point; seasons end in UTC",
    Sheet.BOARDS: "as everyone sees them: only people who chose to be on them, and never a bottom",
    Sheet.METRICS: "as in /muster report",
    Sheet.ADJUSTMENTS: "what later voids change about closed seasons",
}
"""What a sheet holds, in a line."""

ABOUT_PARTS: dict[Sheet, str] = {
    Sheet.CONFIRMATIONS: "who confirmed it, up to the last weekly digest",
    Sheet.CREDITS: f"{ABOUT[Sheet.CREDITS]}; who is not on the boards is not named",
    Sheet.ADJUSTMENTS: f"{ABOUT[Sheet.ADJUSTMENTS]}; who is not on the boards is not named",
}
"""The same where something is left out for the sake of people."""

EMPTY: dict[Sheet, str] = {
    Sheet.CASES: "No case was open in this period.",
    Sheet.CLAIMS: "Nobody has done anything for these cases yet.",
    Sheet.CONFIRMATIONS: "Nothing is confirmed yet.",
    Sheet.CREDITS: "Nothing was signed off and confirmed in this period.",
    Sheet.BOARDS: "Nobody is on the boards yet. They fill as shares are confirmed.",
    Sheet.METRICS: "Nothing could be measured.",
    Sheet.ADJUSTMENTS: "There are none.",
}
"""What a sheet without rows says."""
