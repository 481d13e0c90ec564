"""What a person sees on their Home tab."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.credit import Share
from bot.domain.people import Member, MemberId
from bot.domain.period import Month, Week
from bot.domain.sheet import Work
from bot.domain.standing import Neighbour
from bot.domain.thanks import ThankNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """A share with what its case is about, where it lives, in which week the share counts, and a key of the customer
    whom it helped, empty where that is not known."""

    share: Share
    week: Week
    matter: str
    community: str
    customer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Praise:
    """What a customer said of an answer, with a score of 1 to 5."""

    case: int
    matter: str
    community: str
    score: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWeek:
    """The running week: how many contributions were confirmed and what they earned, in micro-points; the newest of
    them, what colleagues thanked for, and what customers said."""

    week: Week
    credit: int
    contributions: int
    confirmed: Sequence[Earned]
    thanks: Sequence[ThankNote]
    praise: Sequence[Praise]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRecord:
    """What only its owner sees, in micro-points: this season, this year and in all, later voids taken off; of what
    they `claimed` how much was `confirmed`, and how far others can rely on that; their form at the end of each of the
    last weeks, the newest last."""

    season: int
    year: int
    all_time: int
    confirmed: int
    claimed: int
    helpfulness: float | None
    regular: bool
    form: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where somebody who joined the boards stands this season, in micro-points: what they earned as a volunteer,
    their public rank if they have one, who is `before` and `behind` them, their best week and season, and the least
    of the top 10, 25 and 50 in a hundred."""

    credit: int
    rank: int | None
    before: Sequence[Neighbour]
    behind: Sequence[Neighbour]
    best_week: tuple[Week, int] | None
    best_season: tuple[Month, int] | None
    thresholds: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityLoad:
    """How many cases of a community are not over, and how many of them are past their time."""

    live: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A community this season in sums, for its lead: how many of its `people` had a contribution confirmed, how many
    contributions were, and the median first reply to cases that came in, in minutes. All but the first are None where
    it has fewer than five people."""

    community: Community
    people: int
    taking_part: int | None
    contributions: int | None
    first_reply: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether the machinery runs: workers alive, jobs that are due, what is parked by kind, and the problem of each
    source that is in trouble."""

    workers: int
    waiting: int
    parked: Mapping[str, int]
    troubled: Mapping[str, str]
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """All that a person's Home shows. `company` is as they see it, `names` are those of the people in it; `own` are
    the communities that they have a part in; `led` and `health` are for leads and administrators."""

    member: Member
    company: Company
    now: datetime
    work: Work
    week: OwnWeek
    season: Month
    record: OwnRecord
    standing: Standing | None
    own: Sequence[Community]
    loads: Mapping[str, CommunityLoad]
    led: Sequence[Glance]
    health: Health | None
    names: Mapping[MemberId, str]
