"""Urgency of single cases: what is said of them, and in which order they stand."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.intent import Intent, read_intents
from bot.domain.policy import RiskClass
from bot.domain.priority import (
    Signs,
    Spread,
    Tier,
    gravity,
    most_urgent_first,
    signs_of,
    standing,
    urgency,
)
from bot.domain.vulnerable import vulnerable_words
from tests.builders import community, company, pure_case
from tests.world import NOON

OURS = replace(
    company(community()),
    risks={name: RiskClass(name=name, title=name.title()) for name in ("injury", "money", "press")},
)

QUIET = [
    "The charger caught fire next to the bed.",
    "My phone battery exploded in my pocket.",
    "I got an electric shock from the plug.",
    "Der Akku brennt.",
]
"""Safety sentences of our own making, as somebody without followers writes them."""

LOUD = [
    "Worst service I have ever had.",
    "Three hours on hold and nobody cares.",
    "You cancelled my order again and again.",
    "Still no refund, I am furious.",
    "Der Kundendienst ist eine Frechheit.",
]


def test_quiet_customers_rank_above_every_loud_complaint() -> None:
    chance = random.Random(4)
    texts = [(text, 0) for text in QUIET] + [(chance.choice(LOUD), 1_000_000) for _ in range(2_000)]
    chance.shuffle(texts)
    ranked = sorted(texts, key=lambda one: -urgency(_heard(*one), NOON).score)
    assert {text for text, _ in ranked[: len(QUIET)]} == set(QUIET)


def _heard(text: str, reach: int) -> Signs:
    heard = frozenset(read_intents(text).names) | {Intent.COMPLAINT}
    return Signs(intents=heard, vulnerable=bool(vulnerable_words(text)), reach=reach)


@pytest.mark.parametrize(
    ("signs", "said"),
    [
        (Signs(intents=frozenset({Intent.COMPLAINT})), ()),
        (Signs(intents=frozenset({Intent.SAFETY})), ("safety words",)),
        (Signs(intents=frozenset({Intent.LEGAL}), vulnerable=True), ("legal words", "somebody who needs care first")),
        (Signs(recent=60, before=5), ("growing",)),
        (Signs(recent=1), ()),
        (Signs(recent=5, before=5_000), ()),
        (Signs(authors=1_200, before=3_000), ("1,200 people",)),
        (Signs(asked_since=NOON - timedelta(hours=2), due=NOON), ("past its time",)),
        (Signs(asked_since=NOON - timedelta(hours=2), due=NOON + timedelta(minutes=1)), ()),
        (Signs(intents=frozenset({Intent.PRAISE}), reach=10**9), ()),
        (
            Signs(intents=frozenset({Intent.DEFECT}), authors=999, reach=10**9, tier=Tier.HIGH),
            ("999 people", "a key customer"),
        ),
    ],
)
def test_only_what_lifts_a_case_above_an_ordinary_one_is_said(signs: Signs, said: tuple[str, ...]) -> None:
    assert urgency(signs, NOON).reasons == said


def test_the_gravest_class_of_risk_weighs_most_and_one_that_is_gone_nothing() -> None:
    ours = OURS
    weights = [gravity(name, ours) for name in ours.risks]
    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights)
    assert gravity("ordinary", ours) == gravity("forgotten", ours) == 0.0


def test_of_equally_urgent_cases_the_one_due_first_comes_first() -> None:
    later = pure_case()
    sooner = replace(
        later,
        id=later.id + 1,
        clocks=replace(later.clocks, promises=replace(later.clocks.promises, first_reply=NOON)),
    )
    storm = replace(later, id=later.id + 3)
    grave = replace(later, id=later.id + 2, intents=(Intent.SAFETY,))
    ranked = most_urgent_first([later, sooner, grave, storm], OURS, later.opened_at, {storm.id: Spread(authors=900)})
    assert ranked == [grave, storm, sooner, later]


def test_what_stays_of_a_score_follows_what_the_case_is_about() -> None:
    plain = pure_case()
    asked = replace(plain, intents=(Intent.QUESTION,))
    complaint = replace(plain, intents=(Intent.COMPLAINT,))
    hurt = replace(complaint, vulnerable=True)
    assert standing(plain) < standing(asked) < standing(complaint) < standing(hurt)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("I am 5 months pregnant and stuck at your gate.", ("pregnant",)),
        ("My wheelchairs never arrive", ("wheelchairs",)),
        ("Our kids love the new app", ()),
        ("Our kids are stranded without food", ("kids",)),
        ("You stranded MY DAUGHTER overnight", ("my daughter",)),
        ("Meine Oma ist gestürzt", ("oma",)),
        ("Unser Sohn wurde im Krankenhaus behandelt", ("krankenhaus",)),
        ("Be so kind and call me, I lost my bag", ()),
        ("Great hospitality", ()),
        ("Your tone deaf video again", ()),
    ],
)
def test_who_needs_care_first_is_known_by_words(text: str, named: tuple[str, ...]) -> None:
    assert set(named) <= set(vulnerable_words(text))
    assert bool(vulnerable_words(text)) == bool(named)


def test_a_case_tells_the_signs_that_it_has() -> None:
    case = pure_case(intents=("safety",), vulnerable=True, risk="injury", mentions=7)
    signs = signs_of(case, OURS, Spread(authors=3, recent=5, reach=100))
    assert (signs.intents, signs.vulnerable, signs.gravity) == ({"safety"}, True, gravity("injury", OURS))
    assert (signs.authors, signs.recent, signs.before, signs.reach) == (3, 5, 2, 100)
    assert (signs.asked_since, signs.due) == (case.clocks.asked_since, case.clocks.due)
