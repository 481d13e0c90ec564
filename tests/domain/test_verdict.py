"""What a form sends becomes a verdict, or is refused at its field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import BadInput
from bot.domain.verdict import VERDICT_WORDS_LIMIT, Verdict, clean_verdict, unhappy


def test_everything_filled_in() -> None:
    verdict = clean_verdict("5", " Thank you.\r\nReally. ", "yes", "yes")
    assert verdict == Verdict(score=5, words="Thank you.\nReally.", recommended=True, quotable=True)


def test_a_score_alone_is_enough() -> None:
    assert clean_verdict("3", "", "", "") == Verdict(score=3, words=None, recommended=None, quotable=False)


def test_without_words_there_is_nothing_to_quote() -> None:
    assert not clean_verdict("4", " \r\n ", "no", "yes").quotable


@pytest.mark.parametrize(
    ("score", "satisfied", "alarming"),
    [("1", False, True), ("2", False, True), ("3", False, False), ("4", True, False), ("5", True, False)],
)
def test_who_is_satisfied_and_who_is_not(score: str, satisfied: bool, alarming: bool) -> None:
    verdict = clean_verdict(score, "", "", "")
    assert (verdict.satisfied, unhappy(verdict.score)) == (satisfied, alarming)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        (("", "", "", ""), "score"),
        (("0", "", "", ""), "score"),
        (("6", "", "", ""), "score"),
        (("٣", "", "", ""), "score"),
        (("5.0", "", "", ""), "score"),
        (("5", "x" * 501, "", ""), "words"),
        (("5", "", "maybe", ""), "recommended"),
        (("5", "", "", "on"), "quotable"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_field(fields: tuple[str, str, str, str], field: str) -> None:
    with pytest.raises(BadInput, match="Please") as refusal:
        clean_verdict(*fields)
    assert refusal.value.field == field


def test_lines_count_once_however_a_browser_ends_them() -> None:
    lines = "\r\n".join("x" for _ in range(VERDICT_WORDS_LIMIT // 2))
    assert len(clean_verdict("1", lines, "", "").words or "") == VERDICT_WORDS_LIMIT - 1


@given(st.text(max_size=40))
def test_kept_words_can_be_stored_and_stay_the_same(words: str) -> None:
    kept = clean_verdict("1", words, "", "").words
    assert kept is None or (kept == kept.strip() and "\x00" not in kept and kept.encode())
    assert clean_verdict("1", kept or "", "", "").words == kept
