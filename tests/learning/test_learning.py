"""What learns: quickly, the same each time, never by running what is stored."""

import io
import json
import pickle
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.intent import Intent
from bot.domain.learning import Lesson, Subject
from bot.ports.learning import Model, TooFewLessons, UnreadableModel
from learning import LinearLearner, start_lessons
from learning.features import learnt

LEARNER = LinearLearner()
PLACES = {
    "luggage": "my bag and suitcase are lost",
    "care": "you keep me on hold",
    "late": "the flight is delayed by hours",
}
LESSONS = [
    Lesson(text=f"{text} {more}", labels=(route,))
    for route, text in PLACES.items()
    for more in ("again", "today", "please help", "in Rome", "since noon", "and nobody cares")
]


@pytest.fixture(scope="module")
def stored() -> bytes:
    return LEARNER.fit(Subject.ROUTE, LESSONS)


@pytest.fixture(scope="module")
def model(stored: bytes) -> Model:
    return LEARNER.load(stored)


def test_what_was_taught_is_known_again_with_probabilities_that_sum_to_one(model: Model) -> None:
    scores = model.scores("They lost my suitcase")
    assert max(scores, key=scores.__getitem__) == "luggage"
    assert sum(scores.values()) == pytest.approx(1)
    assert model.labels == ("care", "late", "luggage")
    assert model.lessons == len(LESSONS)


def test_many_at_once_score_as_one_by_one(model: Model) -> None:
    texts = [lesson.text for lesson in LESSONS]
    for text, scores in zip(texts, model.scores_of(texts), strict=True):
        assert scores == pytest.approx(model.scores(text), abs=1e-6)
    assert model.scores_of([]) == []


def test_the_same_lessons_give_the_same_bytes(stored: bytes) -> None:
    assert LinearLearner().fit(Subject.ROUTE, list(LESSONS)) == stored


def test_nothing_that_is_stored_could_be_run(stored: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(stored)) as parts:
        for name in parts.namelist():
            array = np.load(io.BytesIO(parts.read(name)), allow_pickle=False)
            assert array.dtype != object


def changed(stored: bytes, **arrays: np.ndarray) -> bytes:
    with np.load(io.BytesIO(stored), allow_pickle=False) as kept:
        parts = {**{name: kept[name] for name in kept.files}, **arrays}
    out = io.BytesIO()
    np.savez(out, **parts)
    return out.getvalue()


def test_what_is_damaged_or_of_another_version_is_refused(stored: bytes) -> None:
    with np.load(io.BytesIO(stored), allow_pickle=False) as kept:
        told = json.loads(kept["told"].tobytes())
    later = np.frombuffer(json.dumps({**told, "format": 99}).encode(), dtype=np.uint8)
    for bad in (
        b"",
        b"no model",
        stored[:-40],
        pickle.dumps(LESSONS),
        changed(stored, told=later),
        changed(stored, weights=np.zeros((2, 2), dtype=np.float32)),
        changed(stored, intercepts=np.full(3, np.nan, dtype=np.float32)),
        changed(stored, words=np.array([{"run": "me"}], dtype=object)),
    ):
        with pytest.raises(UnreadableModel):
            LEARNER.load(bad)


@pytest.mark.parametrize(
    "lessons",
    [
        [],
        [Lesson(text="a b", labels=("x",))] * 3,
        [Lesson(text="one", labels=("x",)), Lesson(text="two", labels=("y",))],
        [Lesson(text="…", labels=("x",)), Lesson(text="", labels=("y",))],
    ],
)
def test_where_there_is_nothing_to_tell_apart_nothing_is_learnt(lessons: list[Lesson]) -> None:
    with pytest.raises(TooFewLessons):
        LEARNER.fit(Subject.ROUTE, lessons)
    assert LEARNER.held_out(Subject.ROUTE, lessons) == [{} for _ in lessons]


def test_a_lesson_is_judged_by_a_model_that_has_not_seen_its_words() -> None:
    wrong = [Lesson(text="my bag and suitcase are lost, thanks", labels=("care",))] * 4
    scores = LEARNER.held_out(Subject.ROUTE, [*LESSONS, *wrong])
    assert len(scores) == len(LESSONS) + 4
    assert all(one["luggage"] > one["care"] for one in scores[-4:])


def test_two_words_go_together_whatever_their_order_and_endings() -> None:
    known = learnt(["The transfer failed", "Failing transfers"])
    assert "fail tran" in known.words.names


def test_no_word_is_kept_that_stands_in_one_lesson_alone(stored: bytes) -> None:
    secret = Lesson(text="call Xanthippe at 0170-5551234", labels=("care",))
    kept = LEARNER.fit(Subject.ROUTE, [*LESSONS, secret])
    with np.load(io.BytesIO(kept), allow_pickle=False) as arrays:
        assert "xanthippe" not in arrays["told"].tobytes().decode()


def test_the_start_set_knows_every_intent_and_what_wants_nothing() -> None:
    lessons = start_lessons()
    assert len(lessons) >= 250
    assert {label for one in lessons for label in one.labels} == {intent.value for intent in Intent}
    assert any(not one.labels for one in lessons)
    assert all(one.weight < 1 for one in lessons)


def test_several_intents_may_hold_and_none_may() -> None:
    model = LEARNER.load(LEARNER.fit(Subject.INTENT, start_lessons()))
    assert model.scores("Thank you so much, great service")["praise"] > 0.5
    both = model.scores("The app crashes when I pay, how can I fix it?")
    assert min(both["defect"], both["question"]) > 0.5
    assert max(model.scores("Grzmz").values()) < 0.5


def test_danger_is_as_rare_as_in_a_stream_though_the_lessons_are_full_of_it() -> None:
    model = LEARNER.load(LEARNER.fit(Subject.INTENT, start_lessons()))
    assert model.scores("The step ladder folded and my father landed on the tiles")["safety"] > 0.3
    assert max(model.scores("Grzmz")[rare] for rare in ("safety", "legal")) < 0.05


@given(st.lists(st.text(max_size=60), max_size=4))
@settings(max_examples=40)
def test_whatever_is_written_is_scored(model: Model, texts: list[str]) -> None:
    for scores in model.scores_of([*texts, "\ud800", "a" * 5_000, "\x00?!"]):
        assert sum(scores.values()) == pytest.approx(1)
