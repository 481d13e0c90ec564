"""What was said outside: its words, and the conversation that it belongs to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.mention import fingerprint, tokens
from tests.builders import mention


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("The battery swells!", "the  BATTERY\nswells"),
        ("doesn’t", "doesn't"),
        ("ﬁre", "fire"),
        ("Straße", "STRASSE"),
        ("«smoke»", "smoke"),
    ],
)
def test_texts_that_differ_in_case_spacing_or_punctuation_share_a_fingerprint(one: str, same: str) -> None:
    assert fingerprint(one) == fingerprint(same)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("order 17", "order 18"),
        ("C", "C++"),
        ("recall", "#recall"),
        ("battery swells", "swells battery"),
        ("ab", "a b"),
    ],
)
def test_other_words_have_another_fingerprint(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)


@given(st.text())
def test_the_tokens_of_tokens_are_the_same(text: str) -> None:
    assert tokens(" ".join(tokens(text))) == tokens(text)


def test_the_conversation_is_the_thread_where_the_source_has_one() -> None:
    one, two = mention("Hot!", thread="t1"), mention("Still hot!", thread="t1", author="eli")
    assert one.external_key == two.external_key == "web/thread/t1"


def test_without_a_thread_it_is_the_author_saying_the_same() -> None:
    key = mention("It swells.").external_key
    assert mention("it SWELLS").external_key == key
    assert mention("It swells.", author="eli").external_key != key
    assert mention("It smokes.").external_key != key


def test_without_an_author_each_post_stands_alone() -> None:
    one, two = mention(author=None), mention(author=None)
    assert one.external_key != two.external_key
    assert one.external_key == f"web/post/{one.external_id}"


def test_equal_names_in_two_sources_are_two_conversations() -> None:
    assert mention(thread="t1").external_key != mention(thread="t1", source="forum").external_key
