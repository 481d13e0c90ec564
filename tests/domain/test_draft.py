"""The answer on its way: what is kept of a text, and the hash that a sign-off names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.draft import DRAFT_LIMIT, clean_answer, draft_fingerprint
from bot.domain.errors import BadInput
from tests.builders import ANSWER, draft


@pytest.mark.parametrize(
    "other", [ANSWER.lower(), ANSWER + ".", ANSWER.replace(" ", "  ", 1), ANSWER[:-1] + "\u200b."]
)
def test_one_changed_character_gives_another_fingerprint(other: str) -> None:
    assert draft_fingerprint(other) != draft_fingerprint(ANSWER)


def test_the_fingerprint_is_of_the_text_alone() -> None:
    assert draft(1).fingerprint == draft(9).fingerprint == draft_fingerprint(ANSWER)


@pytest.mark.parametrize(
    ("written", "kept"),
    [("  Hello  ", "Hello"), ("Hello \r\n\r\nthere\t", "Hello\n\nthere"), ("\n\nHello\n  there", "Hello\n  there")],
)
def test_line_ends_and_outer_space_are_tidied(written: str, kept: str) -> None:
    assert clean_answer(written) == kept


@given(st.text(max_size=200))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    try:
        once = clean_answer(text)
    except BadInput:
        return
    assert clean_answer(once) == once


@pytest.mark.parametrize("text", ["", "  \r\n\t "])
def test_an_empty_answer_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        clean_answer(text)
    assert refused.value.field == "text"


def test_an_answer_that_cannot_be_read_whole_is_refused_with_how_much_is_too_much() -> None:
    assert clean_answer("a" * DRAFT_LIMIT + "  ") == "a" * DRAFT_LIMIT
    with pytest.raises(BadInput, match="3 characters too long") as refused:
        clean_answer("a" * (DRAFT_LIMIT + 3))
    assert refused.value.field == "text"
