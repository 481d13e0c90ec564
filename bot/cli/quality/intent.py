"""`quality intent`: what a text is about, learnt from labelled texts; the model abstains where it is not sure."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from time import perf_counter

from bot.cli.quality.labelled import Labelled, read_labelled
from bot.cli.quality.naive_bayes import NaiveBayes
from bot.cli.quality.tables import Table, Value
from bot.domain.errors import BadInput
from bot.domain.learning import Lesson, Subject, best
from bot.domain.mention import tokens
from learning import LinearLearner

OUT_OF_SCOPE = "oos"

WITHHELD = 0.05
"""The share of the lessons that the model may leave to a person, held out: it abstains below the probability that
they give."""


def measure(options: argparse.Namespace) -> Sequence[Table]:
    """The model beside simpler ways, on texts that it has not seen. Raises BadInput."""
    return [compared(read_labelled(options.train), read_labelled(options.test), options.test.name)]


def compared(train: Sequence[Labelled], test: Sequence[Labelled], name: str) -> Table:
    """The figures of one test. Raises BadInput where there is nothing to learn or to test."""
    lessons = [one for one in train if one.label != OUT_OF_SCOPE]
    known = {one.label for one in lessons}
    inside = [one for one in test if one.label != OUT_OF_SCOPE]
    outside = [one for one in test if one.label == OUT_OF_SCOPE]
    if len(known) < 2 or not inside:
        raise BadInput("There must be at least two categories to learn, and a text in scope to test.")
    return Table(
        title=f"Intent: {name}, {len(lessons):,} lessons, {len(known)} categories, {len(inside):,} texts in scope",
        rows=[
            _majority(lessons, inside),
            _names(known, inside),
            _naive_bayes(lessons, inside),
            *_model(lessons, inside, outside),
        ],
        notes=(
            f"`abstains below` withholds {WITHHELD:.0%} of the lessons when held out; it is not fitted on the test.",
            f"`oos caught` is the share of {len(outside):,} texts out of scope on which the model abstains.",
        ),
    )


def macro_f1(wanted: Sequence[str], said: Sequence[str]) -> float:
    """The mean F1 over the categories that occur in `wanted`."""
    right = Counter(one for one, other in zip(wanted, said, strict=True) if one == other)
    of_wanted, of_said = Counter(wanted), Counter(said)
    return sum(2 * right[label] / (of_wanted[label] + of_said[label]) for label in of_wanted) / len(of_wanted)


def _row(method: str, inside: Sequence[Labelled], said: Sequence[str]) -> dict[str, Value]:
    wanted = [one.label for one in inside]
    right = sum(one == other for one, other in zip(wanted, said, strict=True))
    return {"method": method, "accuracy": right / len(inside), "macro-F1": macro_f1(wanted, said)}


def _majority(lessons: Sequence[Labelled], inside: Sequence[Labelled]) -> dict[str, Value]:
    (label, _), *_ = Counter(one.label for one in lessons).most_common(1)
    return _row("most frequent", inside, [label] * len(inside))


def _names(known: set[str], inside: Sequence[Labelled]) -> dict[str, Value]:
    """The category whose name shares the most words with the text: what rules without any work would do."""
    words = {label: set(tokens(label.replace("_", " "))) for label in sorted(known)}
    said = [max(words, key=lambda label: len(words[label] & set(tokens(one.text)))) for one in inside]
    return _row("words of its name", inside, said)


def _naive_bayes(lessons: Sequence[Labelled], inside: Sequence[Labelled]) -> dict[str, Value]:
    learnt = NaiveBayes(lessons)
    return _row("naive Bayes", inside, [learnt.label(one.text) for one in inside])


def _model(
    lessons: Sequence[Labelled], inside: Sequence[Labelled], outside: Sequence[Labelled]
) -> list[dict[str, Value]]:
    learner = LinearLearner()
    given = [Lesson(text=one.text, labels=(one.label,)) for one in lessons]
    start = perf_counter()
    model = learner.load(learner.fit(Subject.ROUTE, given))
    fitted = perf_counter() - start
    held_out = sorted(max(scores.values(), default=0.0) for scores in learner.held_out(Subject.ROUTE, given))
    threshold = held_out[int(len(held_out) * WITHHELD)]
    start = perf_counter()
    scores = model.scores_of([one.text for one in (*inside, *outside)])
    rate = len(scores) / (perf_counter() - start)
    offers = [best(one, 1)[0] for one in scores]
    answered = [at for at in range(len(inside)) if offers[at].probability >= threshold]
    caught = sum(offer.probability < threshold for offer in offers[len(inside) :])
    said = [offer.community for offer in offers[: len(inside)]]
    sure = (
        _row("… where it is sure", [inside[at] for at in answered], [said[at] for at in answered]) if answered else {}
    )
    return [
        {**_row("Muster", inside, said), "seconds to fit": fitted, "texts/s": rate},
        {
            **sure,
            "abstains below": threshold,
            "answered": len(answered) / len(inside),
            **({"oos caught": caught / len(outside)} if outside else {}),
        },
    ]
