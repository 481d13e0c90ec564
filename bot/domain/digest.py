"""The weekly digest of a community: what was done for customers, by whom, and what still waits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from bot.domain.board import MOST_PLACES, Place
from bot.domain.case import CaseId
from bot.domain.corrections import Correction, Totals
from bot.domain.credit import ANSWERS_PER_MILLE, LOOP_PER_MILLE, POT, SPOT_PER_MILLE, WEEK_CAP, points
from bot.domain.idea import IdeaId
from bot.domain.measures import Rate
from bot.domain.metrics import Spread
from bot.domain.period import Week
from bot.domain.topics import LoneTopic

MOST_LONE_TOPICS = 2
MOST_STORIES = 3
MOST_QUOTES = 3
MOST_IMPROVEMENTS = 3
MOST_TRIED = 3
MOST_NAMED = 10
"""People of one kind that a digest names."""

LEAST_PEOPLE = 5
"""People of a function below whom nothing is told of it: it would tell of each of them."""

LEAST_BEST = POT // 2
"""Micro-points below which a week is nobody's best: else every second week would be one."""

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
class Pace:
    """How long something took, in minutes of the calendar, and how often it came in time; as bot.domain.measures
    defines them."""

    took: Spread = Spread(n=0, median=None, p90=None)
    in_time: Rate = Rate()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paces:
    """How fast first replies and resolutions of a week came."""

    first_reply: Pace = Pace()
    resolution: Pace = Pace()


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """How often one function helped another."""

    from_function: str
    to_function: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many open cases await the input of a function."""

    function: str
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """How many of a function's people had a contribution confirmed."""

    function: str
    took_part: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """People by id who chose to be shown, and how many more there are."""

    named: tuple[str, ...] = ()
    others: int = 0

    def without(self, left: frozenset[str]) -> "People":
        """The same, with those who left counted but not named."""
        stayed = tuple(member for member in self.named if member not in left)
        return People(named=stayed, others=self.others + len(self.named) - len(stayed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a digest tells in words, by number."""

    quotes: tuple[CaseId, ...] = ()
    stories: tuple[CaseId, ...] = ()
    improvements: tuple[IdeaId, ...] = ()
    tried: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All of a digest but its words, which may have to be forgotten: kept, so that it can be written anew as it was.

    `overdue` of the `open` cases are past their time. `bests` are those whose week beat all of their own before.
    """

    closed: int = 0
    closed_last_week: int = 0
    open: int = 0
    overdue: int = 0
    paces: Paces = Paces()
    paces_last_week: Paces = Paces()
    board: tuple[Place, ...] = ()
    newcomers: People = People()
    bests: tuple[str, ...] = ()
    help_across: tuple[Help, ...] = ()
    participation: tuple[Participation, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    corrections: tuple[Correction, ...] = ()
    chosen: Chosen = Chosen()

    @property
    def empty(self) -> bool:
        """Whether nothing happened and nothing waits. What was so last week, and nobody's taking part, is no news."""
        quiet = replace(self, closed_last_week=0, paces_last_week=Paces(), participation=())
        return quiet == Figures()

    def without(self, left: frozenset[str]) -> "Figures":
        """The same, as it is told once these people do not want to be shown any more."""
        return replace(
            self,
            board=_moved_up(place for place in self.board if place.member not in left),
            newcomers=self.newcomers.without(left),
            bests=tuple(member for member in self.bests if member not in left),
        )

    @property
    def named(self) -> frozenset[str]:
        """Everyone whom they name."""
        return frozenset({place.member for place in self.board} | {*self.newcomers.named, *self.bests})


@dataclass(frozen=True, slots=True, kw_only=True)
class Helper:
    """Somebody's part in what is told: their function, and who they are if they chose to be shown."""

    function: str | None
    member: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a customer said, on which case, and what came of that."""

    case: CaseId
    matter: str
    words: str
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """How a case was brought to its end; `link` leads to the reply outside."""

    case: CaseId
    matter: str
    outcome: str
    spotted_by: Helper | None
    answered_by: tuple[Helper, ...]
    looped_by: Helper | None
    link: str | None

    @property
    def helpers(self) -> tuple[Helper, ...]:
        """All who had a part in it."""
        return tuple(one for one in (self.spotted_by, *self.answered_by, self.looped_by) if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """An idea that was carried out, and how many cases had asked for it."""

    idea: IdeaId
    title: str
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Something that did not work, what was learned of it, and who dared it."""

    by: Helper
    text: str
    learned: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a digest tells in words. Texts are raw."""

    quotes: tuple[Quote, ...] = ()
    stories: tuple[Story, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    tried: tuple[Tried, ...] = ()
    lone_topics: tuple[LoneTopic, ...] = ()

    @property
    def named(self) -> frozenset[str]:
        """Everyone whom they name."""
        helpers = [*(one for story in self.stories for one in story.helpers), *(one.by for one in self.tried)]
        return frozenset(one.member for one in helpers if one.member)


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


def worth_telling(quotes: Iterable[Quote], stories: Iterable[Story]) -> tuple[Quote, ...]:
    """The quotes, without the outcomes that a story tells as well."""
    told = {story.case for story in stories}
    return tuple(replace(one, outcome=None) if one.case in told else one for one in quotes)


def _moved_up(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places of those who are left, in their order; equals share a rank as before."""
    left = tuple(places)
    return tuple(
        replace(place, rank=1 + sum(other.credit > place.credit for other in left)) for place in left
    )
