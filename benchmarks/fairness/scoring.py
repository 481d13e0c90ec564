"""What the people who play take, by Muster's rules and by a point for each message."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from zoneinfo import ZoneInfo

from benchmarks.fairness.gamers import Games
from benchmarks.fairness.people import Kind, Person, populate
from benchmarks.fairness.world import CASES_A_PERSON, Year
from bot.domain.board import MOST_PLACES, initiative
from bot.domain.credit import POT, ConfirmerKind, Share, ledger, season_of, week_capped

UTC_ZONE = ZoneInfo("UTC")

POINTS_A_POT = 10

Points = Mapping[str, float]
"""Points by member."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What those who play take under one rule, in per cent of all: together and by kind; `unearned` is what stands
    on no work (before the week cap), `places` are the top places of all months."""

    taken: float
    by_kind: dict[Kind, float]
    unearned: float
    places: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """One year under several rules: a point for each message and claim; credit before all caps, of all claims and of
    those that were volunteered; public credit.

    `vouched` says whose words stand behind the public credit for no work, in per cent of it; `usual` is the
    volunteered credit of an honest member, in points a month, and `honest_pairs_capped` how many pairs of honest
    people a cap touched in a month.
    """

    naive: Rule
    uncapped: Rule
    volunteered: Rule
    public: Rule
    vouched: dict[ConfirmerKind, float]
    usual: float
    honest_pairs_capped: int


def simulate(
    seed: int,
    *,
    people: int = 500,
    months: int = 12,
    effort: float = 1.0,
    cases: float = CASES_A_PERSON,
    watched: float = 1.0,
) -> Outcome:
    """A year with this seed; with no effort nobody plays, and those who would work as all others do. The other
    settings are those of `Year` and `Games`."""
    company = populate(Random(f"people {seed}"), people)
    year = Year(Random(f"work {seed}"), company, months, cases=cases, playing=effort > 0)
    if effort:
        Games(Random(f"games {seed}"), year, effort=effort, watched=watched).play()
    shares = ledger(year.records(Random(f"words {seed}")))
    public, vouched = _public(year, shares, company)
    volunteered = [one for one in shares if one.volunteered]
    return Outcome(
        _naive(year, company),
        _uncapped(year, shares, company),
        _uncapped(year, volunteered, company),
        public,
        vouched,
        _usual(volunteered, company) / months,
        _honest_pairs_capped(shares, company),
    )


def _naive(year: Year, people: list[Person]) -> Rule:
    months: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for (member, month), count in year.acts.items():
        months[month][member] += count
    deeds = [deed for stories in year.months for story in stories for deed in story.deeds.values()]
    unearned = sum(not deed.earned for deed in deeds) / len(deeds)
    tops = [_top(points) for points in months.values()]
    return _rule(_sum(months.values()), unearned, tops, people)


def _uncapped(year: Year, shares: Iterable[Share], people: list[Person]) -> Rule:
    months: defaultdict[object, Counter[str]] = defaultdict(Counter)
    unearned = 0
    earned = _earned(year)
    for one in shares:
        months[season_of(one.signed_at)][one.member] += one.share
        unearned += 0 if (one.case, one.member, one.slot) in earned else one.share
    total = _sum(months.values())
    return _rule(total, unearned / total.total(), [_top(points) for points in months.values()], people)


def _public(year: Year, shares: Iterable[Share], people: list[Person]) -> tuple[Rule, dict[ConfirmerKind, float]]:
    """Volunteered credit, each week up to its cap, season by season: what initiative boards count. Beside it whose
    words vouched for what stands on no work, in per cent of it."""
    seasons: defaultdict[object, list[Share]] = defaultdict(list)
    for one in shares:
        if one.volunteered:
            seasons[season_of(one.signed_at)].append(one)
    everyone = frozenset(person.id for person in people)
    points: Counter[str] = Counter()
    for season in seasons.values():
        for (member, _), credit in week_capped(season, UTC_ZONE).items():
            points[member] += credit
    earned = _earned(year)
    volunteered = [one for season in seasons.values() for one in season]
    false = [one for one in volunteered if (one.case, one.member, one.slot) not in earned]
    unearned = _credit(false) / _credit(volunteered)
    tops = [[place.member for place in initiative(season, everyone, UTC_ZONE)] for season in seasons.values()]
    vouched = {
        kind: 100 * _credit(one for one in false if one.kind is kind) / (_credit(false) or 1)
        for kind in ConfirmerKind
    }
    return _rule(points, unearned, tops, people), vouched


def _usual(volunteered: Iterable[Share], people: list[Person]) -> float:
    honest = {one.id for one in people if not one.kind}
    return _credit(one for one in volunteered if one.member in honest) * POINTS_A_POT / POT / len(honest)


def _honest_pairs_capped(shares: Iterable[Share], people: list[Person]) -> int:
    honest = {one.id for one in people if not one.kind}
    return len(
        {
            (frozenset((one.member, one.confirmed_by)), season_of(one.signed_at))
            for one in shares
            if one.credit < one.share and honest.issuperset((one.member, one.confirmed_by))
        }
    )


def _credit(shares: Iterable[Share]) -> int:
    return sum(one.credit for one in shares)


def _earned(year: Year) -> set[tuple[str, str, str]]:
    return {
        (story.id, member, slot)
        for stories in year.months
        for story in stories
        for (member, slot), deed in story.deeds.items()
        if deed.earned
    }


def _sum(counters: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counters:
        total.update(one)
    return total


def _top(points: Counter[str]) -> list[str]:
    """As many as a board shows, by name where they are equal."""
    return sorted(points, key=lambda member: (-points[member], member))[:MOST_PLACES]


def _rule(points: Points, unearned: float, tops: Iterable[list[str]], people: list[Person]) -> Rule:
    total = sum(points.values())
    by_kind = {kind: 100 * sum(points.get(one.id, 0) for one in people if one.kind is kind) / total for kind in Kind}
    playing = {one.id for one in people if one.kind}
    places = [member in playing for top in tops for member in top]
    return Rule(sum(by_kind.values()), by_kind, 100 * unearned, 100 * sum(places) / len(places))
