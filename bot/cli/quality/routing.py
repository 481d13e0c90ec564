"""`quality routing`: where posts go by rules alone, and with what settled cases taught, as they come in."""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from bot.cli.quality.labelled import Labelled, read_labelled
from bot.cli.quality.route_rules import COMPLAINT_DESKS, desks
from bot.cli.quality.tables import Table, Value
from bot.domain.deciding import DecidedBy, Taught, decide, outcomes
from bot.domain.errors import BadInput
from bot.domain.intent import Intents, read_intents
from bot.domain.learning import Lesson, Standing, Subject, standings
from bot.domain.routing import Rules
from bot.ports.learning import TooFewLessons
from learning import LinearLearner

STEPS = (0, 50, 250, 1_000)
SEEDS = 5


@dataclass(frozen=True, slots=True)
class _Post:
    text: str
    route: str
    intents: Intents
    by_rules: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """Shares of 1 on the posts that were kept apart."""

    rules: float
    both: float
    model: float
    top: float
    trusted: int
    by_model: float


def measure(options: argparse.Namespace) -> Sequence[Table]:
    """Rules, model and both after so many settled cases, over several draws. Raises BadInput."""
    labelled = [one for one in read_labelled(options.file, ("reason", "route", "category")) if one.label]
    if len(labelled) < 100:
        raise BadInput(f"{options.file} has {len(labelled)} posts with a route; there must be at least 100.")
    rules = desks({one.label for one in labelled})
    posts = [_post(one, rules) for one in labelled]
    steps = [*(step for step in STEPS if step < len(posts) * 4 // 5), len(posts) * 4 // 5]
    rows = [_row(posts, rules, step) for step in steps]
    return [
        Table(
            title=f"Routing: {options.file.name}, {len(posts):,} posts, {len({one.route for one in posts})} routes",
            rows=rows,
            notes=(
                f"Medians of {SEEDS} draws; a fifth of the posts is kept apart in each.",
                "`gain` is rules + model less rules. A settled case is one that people moved or left where it was.",
                *(
                    ("The rules are our own, written for the reasons of airlines.",)
                    if rules.default in COMPLAINT_DESKS
                    else ()
                ),
            ),
        )
    ]


def _post(one: Labelled, rules: Rules) -> _Post:
    intents = read_intents(one.text)
    return _Post(one.text, one.label, intents, decide(one.text, rules=rules, intents=intents).community)


def _row(posts: Sequence[_Post], rules: Rules, step: int) -> dict[str, Value]:
    trials = [_trial(posts, rules, step, seed) for seed in range(SEEDS)]
    gains = [one.both - one.rules for one in trials]
    return {
        "settled": step,
        "most frequent": _most_frequent(posts),
        "rules alone": median(one.rules for one in trials),
        "model alone": median(one.model for one in trials),
        "rules + model": median(one.both for one in trials),
        "gain": median(gains),
        "worst gain": min(gains),
        "right in top three": median(one.top for one in trials),
        "routes handed over": int(median(one.trusted for one in trials)),
        "decided by model": median(one.by_model for one in trials),
    }


def _most_frequent(posts: Sequence[_Post]) -> float:
    return Counter(one.route for one in posts).most_common(1)[0][1] / len(posts)


def _trial(posts: Sequence[_Post], rules: Rules, step: int, seed: int) -> _Trial:
    """One draw: learn from `step` posts, decide those that were kept apart."""
    order = random.Random(seed).sample(range(len(posts)), len(posts))  # noqa: S311 the same dice each time
    apart = len(posts) - len(posts) * 4 // 5
    asked, settled = [posts[at] for at in order[:apart]], [posts[at] for at in order[apart : apart + step]]
    ruled = sum(one.by_rules == one.route for one in asked) / apart
    learner = LinearLearner()
    lessons = [Lesson(text=one.text, labels=(one.route,)) for one in settled]
    try:
        model = learner.load(learner.fit(Subject.ROUTE, lessons))
    except TooFewLessons:
        return _Trial(rules=ruled, both=ruled, model=0.0, top=0.0, trusted=0, by_model=0.0)
    held_out = learner.held_out(Subject.ROUTE, lessons)
    standing: dict[str, Standing] = standings(outcomes(lessons, held_out, [one.by_rules for one in settled]))
    scores = model.scores_of([one.text for one in asked])
    decisions = [
        decide(one.text, rules=rules, intents=one.intents, taught=Taught(scores=found, standings=standing))
        for one, found in zip(asked, scores, strict=True)
    ]
    pairs = list(zip(asked, decisions, strict=True))
    return _Trial(
        rules=ruled,
        both=sum(decision.community == one.route for one, decision in pairs) / apart,
        model=sum(bool(decision.offers) and decision.offers[0].community == one.route for one, decision in pairs)
        / apart,
        top=sum(one.route in {offer.community for offer in decision.offers} for one, decision in pairs) / apart,
        trusted=sum(one.trusted for one in standing.values()),
        by_model=sum(decision.by is DecidedBy.MODEL for decision in decisions) / apart,
    )
