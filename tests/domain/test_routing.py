"""Which community a mention goes to, and by which words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.mention import tokens
from bot.domain.routing import Route, Rules
from bot.domain.wording import Words, phrase
from tests.builders import community, company


def rules(*keywords: str) -> Rules:
    return Rules(company(community("safety", keywords=keywords), community("care"), default="care"))


def found(text: str, *keywords: str) -> tuple[str, ...]:
    return rules(*keywords).route(text).words


def test_the_first_community_with_a_match_wins_however_many_words_match_below() -> None:
    both = Rules(
        company(
            community("safety", keywords=("smoke",)),
            community("voice", keywords=("journalist", "press")),
            default="voice",
        )
    )
    assert both.route("A journalist of the press saw smoke.") == Route(community="safety", words=("smoke",))


def test_a_text_that_no_rule_catches_goes_to_the_default_without_a_reason() -> None:
    assert rules("smoke").route("Where is my parcel?") == Route(community="care", words=())


@pytest.mark.parametrize("text", ["", "   ", "!?…", "🔥🔥🔥"])
def test_a_text_without_words_goes_to_the_default(text: str) -> None:
    assert rules("fire").route(text) == Route(community="care")


def test_a_community_without_usable_keywords_catches_nothing() -> None:
    assert rules("", "  ", "!", "*").route("anything") == Route(community="care")


def test_a_plain_keyword_is_a_whole_word() -> None:
    assert found("I sue you, Sue!", "sue") == ("sue",)
    assert found("A tissue issue", "sue") == ()


def test_a_star_matches_all_that_begins_like_it_and_the_reason_is_the_word_as_written() -> None:
    assert found("It swelled; it SWELLS", "swell*") == ("swelled", "swells")
    assert found("unswell", "swell*") == ()


def test_a_phrase_needs_its_words_side_by_side_in_their_order() -> None:
    assert found("How do I, please, log in?", "how do i") == ("how do i",)
    assert found("how I do", "how do i") == ()
    assert found("how do", "how do i") == ()


def test_a_phrase_may_hold_a_star_at_any_of_its_words() -> None:
    assert found("electrical shocks", "electric* shock*") == ("electrical shocks",)
    assert found("an electric shock", "electric* shock") == ("electric shock",)


@pytest.mark.parametrize(
    "text", ["«Smoke»", "smoke,fire", "(smoke)", "smoke…", "“smoke”", "'smoke'", "it's:smoke/fire", "no-smoke-here"]
)
def test_punctuation_around_a_word_is_no_part_of_it(text: str) -> None:
    assert found(text, "smoke") == ("smoke",)


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("straße", "Die STRASSE brennt"),
        ("ﬁre", "fire"),
        ("café", "Cafe\u0301"),
        ("smoke", "ｓｍｏｋｅ"),
        ("пожар", "ПОЖАР!"),
        ("発火", "発火 した"),
    ],
)
def test_spelling_variants_of_one_word_are_equal(keyword: str, text: str) -> None:
    assert len(found(text, keyword)) == 1


def test_signs_that_carry_meaning_inside_a_word_stay() -> None:
    assert found("I code in C++.", "c++") == ("c++",)
    assert found("I code in C.", "c++") == ()
    assert found("(#recall) now", "#recall") == ("#recall",)
    assert found("recall now", "#recall") == ()
    assert found("cc @sample!", "@sample") == ("@sample",)
    assert found("a sample", "@sample") == ()


def test_both_apostrophes_are_one() -> None:
    assert found("It doesn’t work", "doesn't") == found("It doesn't work", "doesn’t") == ("doesn't",)


def test_a_word_that_is_found_twice_is_one_reason() -> None:
    assert found("smoke! Smoke! smoking", "smoke", "smok*") == ("smoke", "smoking")


WORDS = st.sampled_from(["smoke", "smoky", "fire", "sue", "a", "refund", "refunds"])
KEYWORDS = st.lists(st.tuples(WORDS, st.booleans()), min_size=1, max_size=3).map(
    lambda parts: " ".join(word + "*" * starred for word, starred in parts)
)


def naive(text: str, keywords: list[str]) -> tuple[str, ...]:
    """Each keyword asked for by itself, in its order."""
    words = tokens(text)
    asked = Words(words)
    said = [
        " ".join(words[at : at + len(one)])
        for keyword in keywords
        for one in (phrase(keyword),)
        for at in asked.find(one)
    ]
    return tuple(dict.fromkeys(said))


@given(st.lists(WORDS, max_size=8).map(" ".join), st.lists(KEYWORDS, max_size=6))
@settings(max_examples=150)
def test_thousands_of_rules_find_what_each_rule_would_find_alone(text: str, keywords: list[str]) -> None:
    assert found(text, *keywords) == naive(text, keywords)
