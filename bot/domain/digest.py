"""The weekly digest of a community: what was done for customers, by whom, and what still waits."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.board import MOST_PLACES, Place
from bot.domain.credit import ANSWERS_PER_MILLE, LOOP_PER_MILLE, POT, SPOT_PER_MILLE, WEEK_CAP, points
from bot.domain.measures import Measures, Rate
from bot.domain.metrics import Spread
from bot.domain.period import Week
from bot.domain.topics import LoneTopic

MOST_LONE_TOPICS = 2
MOST_STORIES = 3
MOST_QUOTES = 3

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
class Answered:
    """The input of one function to a case, and who gave it."""

    function: str
    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedCase:
    """A case closed in the week. `customer_words` is None unless the customer lets us quote them."""

    id: str
    matter: str
    customer_words: str | None
    outcome: str
    spotted_by: str | None
    answered_by: tuple[Answered, ...]
    looped_by: str | None
    closed_at: datetime
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A case still open, with the functions whose input it awaits; `due_at` is None where nothing is due."""

    id: str
    matter: str
    due_at: datetime | None
    waiting_for: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """How often one function helped another."""

    from_function: str
    to_function: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestFacts:
    """All that a digest tells, of one community and one week in its `zone`."""

    closed: tuple[ClosedCase, ...]
    open: tuple[OpenCase, ...]
    measures: Measures
    measures_last_week: Measures
    board: tuple[Place, ...]
    newcomers: tuple[str, ...]
    help_across: tuple[Help, ...]
    zone: ZoneInfo
    provisional: bool
    now: datetime
    lone_topics: tuple[LoneTopic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a customer said, and on which case."""

    case: str
    matter: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The week in figures, as bot.domain.measures defines them. Times are in minutes of the calendar.

    `change` is this week's median of first replies less last week's, None where one of the weeks had none. `in_time`
    tells how many first replies were; `overdue` cases are open past their time.
    """

    closed: int
    overdue: int
    first_reply: Spread
    first_reply_last_week: Spread
    change: float | None
    in_time: Rate
    resolution: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many open cases await the input of a function."""

    function: str
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """A digest in its parts, in the order in which they are read. Texts are raw, and members are ids."""

    headline: str
    week: Week
    zone: ZoneInfo
    provisional: bool
    empty: bool
    quotes: tuple[Quote, ...]
    numbers: Numbers
    stories: tuple[ClosedCase, ...]
    board: tuple[Place, ...]
    newcomers: tuple[str, ...]
    help_across: tuple[Help, ...]
    waiting: tuple[Waiting, ...]
    lone_topics: tuple[LoneTopic, ...]
    how_counted: str


def compose(week: Week, community_title: str, facts: DigestFacts) -> Digest:
    """The digest of a week. It is `empty` where nothing happened and nothing waits: then it should say so."""
    return Digest(
        headline=f"What we did for customers · {community_title} · week {week.number} ({days_of(week)})",
        week=week,
        zone=facts.zone,
        provisional=facts.provisional,
        empty=not (
            facts.closed
            or facts.open
            or not facts.measures.empty
            or facts.board
            or facts.newcomers
            or facts.help_across
        ),
        quotes=_quotes(facts.closed),
        numbers=_numbers(facts),
        stories=_stories(facts.closed),
        board=facts.board,
        newcomers=facts.newcomers,
        help_across=_most_first(facts.help_across),
        waiting=_waiting(facts.open),
        lone_topics=facts.lone_topics,
        how_counted=HOW_COUNTED,
    )


def days_of(week: Week) -> str:
    """The days of a week as people write them: 16–22 Nov."""
    first, last = week.monday, week.sunday
    month = f" {_MONTHS[first.month - 1]}" if first.month != last.month else ""
    return f"{first.day}{month}–{last.day} {_MONTHS[last.month - 1]}"


def _quotes(closed: tuple[ClosedCase, ...]) -> tuple[Quote, ...]:
    by_time = sorted(closed, key=lambda case: (case.closed_at, case.id))
    quotes = [Quote(case=c.id, matter=c.matter, words=c.customer_words) for c in by_time if c.customer_words]
    return tuple(quotes[:MOST_QUOTES])


def _numbers(facts: DigestFacts) -> Numbers:
    this_week = facts.measures.first_response.calendar
    last_week = facts.measures_last_week.first_response.calendar
    now, before = this_week.median, last_week.median
    return Numbers(
        closed=len(facts.closed),
        overdue=sum(case.due_at is not None and case.due_at < facts.now for case in facts.open),
        first_reply=this_week,
        first_reply_last_week=last_week,
        change=None if now is None or before is None else now - before,
        in_time=facts.measures.first_response.attainment,
        resolution=facts.measures.resolution.calendar,
    )


def _stories(closed: tuple[ClosedCase, ...]) -> tuple[ClosedCase, ...]:
    """Where most functions took part, then the earliest closed: neither reach nor speed chooses."""

    def telling(case: ClosedCase) -> tuple[int, datetime, str]:
        return -len({answered.function for answered in case.answered_by}), case.closed_at, case.id

    return tuple(sorted((case for case in closed if case.answered_by), key=telling)[:MOST_STORIES])


def _most_first(help_across: tuple[Help, ...]) -> tuple[Help, ...]:
    return tuple(sorted(help_across, key=lambda one: (-one.times, one.from_function, one.to_function)))


def _waiting(cases: tuple[OpenCase, ...]) -> tuple[Waiting, ...]:
    awaited = Counter(function for case in cases for function in set(case.waiting_for))
    ordered = sorted(awaited.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Waiting(function=function, cases=count) for function, count in ordered)
