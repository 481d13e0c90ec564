"""What a case is called."""

import pytest

from bot.domain.matter import MATTER_LIMIT, matter_of


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("The battery swells. It is hot, too.", "The battery swells"),
        ("Is it safe? I doubt it.", "Is it safe?"),
        ("Help!", "Help!"),
        ("Version 2.5 is broken", "Version 2.5 is broken"),
        ("  Two\n\nlines\there ", "Two lines here"),
        ("@sample Where is my order 17?", "Where is my order 17?"),
        ("See https://forum.example/1?a=b#c for the smoke", "See for the smoke"),
        ("Write to dana@example.com please", "Write to dana@example.com please"),
        ("...", "..."),
    ],
)
def test_it_is_the_first_sentence_without_links_and_names(text: str, matter: str) -> None:
    assert matter_of(text) == matter


@pytest.mark.parametrize("text", ["", " \n", "https://forum.example/1", "@sample"])
def test_a_text_without_words_says_so(text: str) -> None:
    assert matter_of(text) == "Without words"


def test_a_long_sentence_is_cut_at_a_word() -> None:
    matter = matter_of("The charger, " * 20)
    assert matter == "The charger, The charger, The charger, The charger, The charger, The …"
    assert len(matter) <= MATTER_LIMIT + 2


def test_a_long_word_is_cut_where_it_must() -> None:
    assert matter_of("a" * 500) == "a" * MATTER_LIMIT + " …"


def test_a_sentence_that_just_fits_stays_whole() -> None:
    assert matter_of("a" * MATTER_LIMIT) == "a" * MATTER_LIMIT
