"""What a mention wants: rules first, the model where it is sure, a person else."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.cli.quality
from bot.domain.alarms import alarms
from bot.domain.intent import Intent, read_intents

OUR_LIST = Path(bot.cli.quality.__file__).parent / "alarms.csv"


def sentences(category: str, half: str) -> list[str]:
    with OUR_LIST.open(encoding="utf-8", newline="") as lines:
        return [row["text"] for row in csv.DictReader(lines) if (row["category"], row["half"]) == (category, half)]


def test_our_own_list_has_two_hundred_sentences_and_each_stands_once() -> None:
    kept = [
        text
        for category in ("safety", "legal")
        for half in ("seen", "held out")
        for text in sentences(category, half)
    ]
    assert len(kept) == len(set(kept)) >= 200


@pytest.mark.parametrize("half", ["seen", "held out"])
@pytest.mark.parametrize("category", ["safety", "legal"])
def test_danger_and_the_law_are_heard_in_at_least_nineteen_of_twenty(category: str, half: str) -> None:
    told = sentences(category, half)
    missed = [text for text in told if Intent(category) not in read_intents(text).names]
    assert len(missed) <= 0.05 * len(told), missed


@pytest.mark.parametrize(
    "text",
    [
        "Your fire sale was great",
        "You are killing it",
        "I am dying to try it",
        "What a steal",
        "The food court was full",
    ],
)
def test_turns_of_speech_raise_no_alarm(text: str) -> None:
    assert read_intents(text).heard == ()


def test_a_turn_of_speech_takes_back_only_the_words_that_it_covers() -> None:
    assert alarms("At your fire sale the escalator injured my son").safety == ("injured",)
    assert alarms("Fire sale, and then the fire brigade").safety == ("fire brigade",)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("the hinge closed and her thumb was squeezed", ("thumb was squeezed",)),
        ("I squeezed the lemon over everything that we had brought for the day at home, thumb up", ()),
        ("a thumb", ()),
    ],
)
def test_some_words_alarm_only_near_others(text: str, heard: tuple[str, ...]) -> None:
    assert alarms(text).safety == heard


def test_one_slip_of_the_pen_is_heard_too() -> None:
    assert alarms("my laywer will write").legal == ("laywer",)
    assert alarms("he needs an ambulence").safety == ("ambulence",)


def test_the_reason_is_the_words_as_they_were_said_each_once() -> None:
    assert alarms("Smoke! SMOKE! It burned my hand.").safety == ("smoke", "burned my")


def test_words_of_a_rule_hold_against_a_model_that_denies_them() -> None:
    found = read_intents("The charger caught fire", {"safety": 0.0, "praise": 0.1})
    assert found.names == (Intent.SAFETY,)
    assert found.heard[0].words == ("caught fire",)
    assert found.heard[0].probability == 0.0


def test_a_model_may_add_what_no_rule_hears_also_to_what_one_heard() -> None:
    assert read_intents("It got funny", {"safety": 0.9}).names == (Intent.SAFETY,)
    assert read_intents("I sue you", {"complaint": 0.8}).names == (Intent.LEGAL, Intent.COMPLAINT)


def test_where_the_model_is_not_sure_a_person_is_asked_with_its_best_guesses() -> None:
    found = read_intents(
        "Hm", {"praise": 0.4, "question": 0.3, "complaint": 0.45, "defect": 0.1, "of another version": 0.9}
    )
    assert found.asks
    assert [one.intent for one in found.guesses] == [Intent.COMPLAINT, Intent.PRAISE, Intent.QUESTION]
    assert read_intents("Hm").asks


@given(st.text(max_size=200))
@settings(max_examples=60)
def test_whatever_is_written_is_read(text: str) -> None:
    found = read_intents(text, {"praise": 0.7})
    assert Intent.PRAISE in found.names
    assert all(one.words or one.probability for one in found.heard)


def test_every_intent_has_a_title_of_its_own() -> None:
    assert len({one.title for one in Intent}) == len(Intent)
