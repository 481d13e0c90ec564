"""`quality safety`: whether danger and the law are heard, on lists of our own, and how often in vain."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from bot.cli.quality.labelled import read_labelled, read_rows
from bot.cli.quality.tables import Table, Value
from bot.domain.alarms import alarms
from bot.domain.intent import BY_WORDS_ALONE, Intent, read_intents
from bot.domain.learning import Subject
from bot.ports import Model
from learning import LinearLearner, start_lessons

OUR_LIST = Path(__file__).parent / "alarms.csv"
"""Made-up sentences. The rules were written looking at `seen` and `written after`; the others were only counted."""

HALVES = ("seen", "held out", "written after", "frozen")
"""`written after`: hard ones that avoid the usual words, for the later rules a list to learn from. `frozen`: in the
voices of many people, written before the later rules and the sentences that the model starts from."""

_FEW_WORDS = {
    "safety": ("fire", "smoke", "burn", "injur", "hurt", "danger", "unsafe", "explod", "hospital", "shock"),
    "legal": ("lawyer", "sue", "court", "legal", "police", "fraud", "gdpr", "anwalt", "betrug"),
}
"""A rule as a company writes it in a minute: to measure ours against."""


def measure(options: argparse.Namespace) -> Sequence[Table]:
    """Recall on our own lists, and false alarms on ordinary mentions where a file is given. Raises BadInput."""
    learner = LinearLearner()
    model = learner.load(learner.fit(Subject.INTENT, start_lessons()))
    rows = read_rows(OUR_LIST)
    recall = [_recall(model, rows, category, half) for category in ("safety", "legal") for half in HALVES]
    in_vain = [
        _in_vain(f"turns of speech and ordinary sentences, {half}", model, texts)
        for half in HALVES
        if (texts := _texts(rows, "ordinary", half))
    ]
    if options.data is not None:
        texts = [one.text for one in read_labelled(options.data, ("reason", "category", "id"))]
        in_vain.append(_in_vain(options.data.name, model, texts))
    return [
        Table(
            title="Safety and legal: recall on our own lists",
            rows=recall,
            notes=("As it ships: the rules, and the model of the start set where no company has taught it yet.",),
        ),
        Table(
            title="Safety and legal: share of ordinary mentions that is heard",
            rows=in_vain,
            notes=(
                "Nobody has labelled a given file: all that is heard counts as a false alarm, though some are real.",
            ),
        ),
    ]


def _texts(rows: Sequence[dict[str, str]], category: str, half: str) -> list[str]:
    return [row["text"] for row in rows if row["category"] == category and row["half"] == half]


def _recall(model: Model, rows: Sequence[dict[str, str]], category: str, half: str) -> dict[str, Value]:
    texts, intent = _texts(rows, category, half), Intent(category)
    few = sum(any(word in text.casefold() for word in _FEW_WORDS[category]) for text in texts)
    return {
        "what": f"{category}, {half}",
        "sentences": len(texts),
        "recall": sum(intent in heard for heard in _heard(texts, model)) / len(texts),
        "rules alone": sum(intent in heard for heard in _heard(texts)) / len(texts),
        "ten plain words": few / len(texts),
    }


def _in_vain(what: str, model: Model, texts: Sequence[str]) -> dict[str, Value]:
    heard = _heard(texts, model)
    return {
        "what": what,
        "mentions": len(texts),
        "heard": sum(bool(one) for one in heard) / len(texts),
        "safety": sum(Intent.SAFETY in one for one in heard) / len(texts),
        "legal": sum(Intent.LEGAL in one for one in heard) / len(texts),
        "rules alone": sum(bool(one) for one in _heard(texts)) / len(texts),
    }


def _heard(texts: Sequence[str], model: Model | None = None) -> list[AbstractSet[Intent]]:
    """Safety and legal as they are heard in each text, by the rules alone or with a model."""
    if model is None:
        found = [alarms(text) for text in texts]
        return [
            {intent for intent in BY_WORDS_ALONE if (one.safety if intent is Intent.SAFETY else one.legal)}
            for one in found
        ]
    scores = model.scores_of(texts)
    return [BY_WORDS_ALONE & set(read_intents(text, given).names) for text, given in zip(texts, scores, strict=True)]
