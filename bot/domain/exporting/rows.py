"""The rows of the workbook: words for people, aware moments, and credit in micro-points."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple


class Sheet(StrEnum):
    """The sheets, in their order."""

    CASES = "Cases"
    CLAIMS = "Claims"
    CONFIRMATIONS = "Confirmations"
    CREDITS = "Credits"
    BOARDS = "Boards"
    METRICS = "Metrics"
    ADJUSTMENTS = "Adjustments"


class CaseRow(NamedTuple):
    """A mention beside its case. `mention` counts the mentions of the case from 1, so that whoever keeps only those
    with 1 has each case once."""

    case: int
    matter: str
    community: str
    risk: str
    status: str
    mention: int
    source: str | None
    author: str | None
    words: str | None
    link: str | None
    posted_at: datetime | None
    opened_at: datetime
    replied_at: datetime | None
    ended_at: datetime | None
    replied_after: timedelta | None
    ended_after: timedelta | None
    replied_in_time: bool | None
    ended_in_time: bool | None
    owner: str | None
    responders: str
    outcome: str | None


class ClaimRow(NamedTuple):
    """What somebody did for a case."""

    case: int
    matter: str
    community: str
    part: str
    member: str
    function: str | None
    volunteered: bool
    confirmed: bool
    signed_at: datetime | None


class ConfirmationRow(NamedTuple):
    """Who confirmed what."""

    case: int
    community: str
    part: str
    member: str
    by: str
    kind: str
    at: datetime


class CreditRow(NamedTuple):
    """A share: what it is worth, what the cap of the pair leaves of it (`factor`, from 0 to 1), and what counts.
    The last two are the same amounts again, to be shown as points."""

    case: int
    community: str
    season: str
    week: str
    part: str
    member: str
    volunteered: bool
    kind: str
    by: str | None
    signed_at: datetime
    pair_cap: int | None
    pair_total: int | None
    share: int
    factor: float
    final: int
    share_points: int
    final_points: int


class BoardRow(NamedTuple):
    """A place on a public board. `share` is the part of a function's people who had a confirmed contribution."""

    season: str
    board: str
    where: str
    rank: int
    who: str
    points: int
    micro_points: int
    people: int | None
    share: float | None


class MetricRow(NamedTuple):
    """A measure of a community in a period, with what it rests on (`n`). `kept` of `decided` promises were kept; of a
    rate `kept` of `decided` were so."""

    community: str
    measure: str
    period: str
    begins: datetime
    n: int
    median: timedelta | None
    p90: timedelta | None
    working_median: timedelta | None
    working_p90: timedelta | None
    kept: int | None
    decided: int | None
    share: float | None


class AdjustmentRow(NamedTuple):
    """What a later void changes about a share of a closed season, and the season that shows it."""

    season: str
    of: str
    case: int
    community: str
    part: str
    member: str
    amount: int
    points: int


Row = CaseRow | ClaimRow | ConfirmationRow | CreditRow | BoardRow | MetricRow | AdjustmentRow
