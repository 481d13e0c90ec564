"""Urgency: quiet customers first where it matters, and never by reach alone."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.intent import Intent
from bot.domain.priority import LEGAL_FLOOR, SAFETY_FLOOR, VULNERABLE_FLOOR, Signs, Tier, urgency
from tests.world import NOON

MILLION = 1_000_000
SEVERE = frozenset({Intent.SAFETY, Intent.LEGAL})
ORDINARY = frozenset(Intent) - SEVERE

counts = st.integers(0, 100_000)
moments = st.none() | st.integers(-100_000, 100_000).map(lambda minutes: NOON + timedelta(minutes=minutes))


def signs_with(intents: frozenset[Intent], *, vulnerable: st.SearchStrategy[bool]) -> st.SearchStrategy[Signs]:
    """Any signs with some of these intents."""
    return st.builds(
        Signs,
        intents=st.frozensets(st.sampled_from(sorted(intents))),
        vulnerable=vulnerable,
        gravity=st.floats(0, 1),
        authors=st.integers(1, 100_000),
        recent=counts,
        before=counts,
        asked_since=moments,
        due=moments,
        tier=st.none() | st.sampled_from(Tier),
        reach=st.integers(0, 10**10),
    )


any_signs = signs_with(frozenset(Intent), vulnerable=st.booleans())
unalarming = signs_with(ORDINARY, vulnerable=st.just(False))


def score(signs: Signs) -> int:
    """The score at noon."""
    return urgency(signs, NOON).score


@settings(max_examples=60)
@given(any_signs)
def test_a_score_lies_between_0_and_100(signs: Signs) -> None:
    assert 0 <= score(signs) <= 100


@settings(max_examples=80)
@given(any_signs, st.integers(0, 10**10))
def test_reach_moves_at_most_a_tenth_of_the_score_and_never_down(signs: Signs, reach: int) -> None:
    unseen, seen = score(replace(signs, reach=0)), score(replace(signs, reach=reach))
    assert unseen <= seen
    assert 10 * (seen - unseen) <= seen


@settings(max_examples=80)
@given(any_signs, st.frozensets(st.sampled_from(Intent)))
def test_what_a_model_adds_raises_and_never_lowers(signs: Signs, added: frozenset[Intent]) -> None:
    assert score(replace(signs, intents=signs.intents | added)) >= score(signs)


@settings(max_examples=60)
@given(any_signs, st.sampled_from([(Intent.SAFETY, SAFETY_FLOOR), (Intent.LEGAL, LEGAL_FLOOR)]))
def test_the_floor_of_a_rule_holds_whatever_else_is_known(signs: Signs, rule: tuple[Intent, int]) -> None:
    intent, floor = rule
    assert score(replace(signs, intents=signs.intents | {intent})) >= floor
    assert score(replace(signs, vulnerable=True)) >= VULNERABLE_FLOOR


@settings(max_examples=150)
@given(unalarming, signs_with(ORDINARY, vulnerable=st.booleans()))
def test_nothing_reaches_a_floor_from_below(loud: Signs, quiet: Signs) -> None:
    """Not even a storm of a key customer, past its time, that the whole country has seen."""
    for alarmed in (
        replace(quiet, intents=quiet.intents | {Intent.SAFETY}, reach=0, authors=1),
        replace(quiet, intents=quiet.intents | {Intent.LEGAL}, reach=0, authors=1),
        replace(quiet, vulnerable=True, reach=0, authors=1),
    ):
        assert score(alarmed) > score(replace(loud, reach=MILLION))


@settings(max_examples=60)
@given(any_signs, st.integers(0, 10_000))
def test_more_people_more_growth_and_more_waiting_never_lower_it(signs: Signs, more: int) -> None:
    assert score(replace(signs, authors=signs.authors + more)) >= score(signs)
    assert score(replace(signs, recent=signs.recent + more)) >= score(signs)
    assert urgency(signs, NOON + timedelta(minutes=more)).score >= score(signs)
    graver = replace(signs, gravity=min(1.0, signs.gravity + more / 10_000))
    assert score(graver) >= score(signs)


@settings(max_examples=40)
@given(any_signs)
def test_a_tier_that_no_record_names_counts_like_the_lowest(signs: Signs) -> None:
    assert score(replace(signs, tier=None)) == score(replace(signs, tier=Tier.LOW))
    assert score(replace(signs, tier=Tier.HIGH)) >= score(replace(signs, tier=Tier.STANDARD))
