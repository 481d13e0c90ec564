"""A model as bytes: arrays and JSON, nothing that could be run. What does not fit is refused, to be fitted anew."""

from __future__ import annotations

import io
import json
import zipfile

import numpy as np

from bot.domain.learning import Subject
from bot.ports.learning import UnreadableModel
from learning.features import Features, Vocabulary
from learning.linear import LinearModel

FORMAT = 2
"""Raised with every change of the features, the arrays or what they mean."""

LARGEST = 512 * 1024 * 1024
"""Bytes that a model may unfold to."""


def to_bytes(model: LinearModel) -> bytes:
    """The same bytes for the same model."""
    told = {
        "format": FORMAT,
        "subject": model.subject.value,
        "labels": model.labels,
        "lessons": model.lessons,
        "words": model.features.words.names,
        "letters": model.features.letters.names,
        "meanings": model.features.meanings.names,
    }
    stored = io.BytesIO()
    np.savez_compressed(
        stored,
        told=np.frombuffer(json.dumps(told).encode(), dtype=np.uint8),
        words=model.features.words.idf,
        letters=model.features.letters.idf,
        meanings=model.features.meanings.idf,
        weights=model.weights,
        intercepts=model.intercepts,
        scale=model.scale,
        shift=model.shift,
    )
    return stored.getvalue()


def from_bytes(stored: bytes) -> LinearModel:
    """The model that was stored. Raises UnreadableModel."""
    try:
        _expect_small(stored)
        with np.load(io.BytesIO(stored), allow_pickle=False) as arrays:
            told = json.loads(arrays["told"].tobytes())
            if told["format"] != FORMAT:
                raise UnreadableModel(f"The stored model is of format {told['format']}, not {FORMAT}.")
            model = LinearModel(
                subject=Subject(told["subject"]),
                labels=tuple(told["labels"]),
                lessons=int(told["lessons"]),
                features=Features(
                    Vocabulary(tuple(told["words"]), arrays["words"]),
                    Vocabulary(tuple(told["letters"]), arrays["letters"]),
                    Vocabulary(tuple(told["meanings"]), arrays["meanings"]),
                ),
                weights=arrays["weights"],
                intercepts=arrays["intercepts"],
                scale=arrays["scale"],
                shift=arrays["shift"],
            )
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableModel(f"The stored model cannot be read: {error}") from None
    _expect_fitting(model)
    return model


def _expect_small(stored: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(stored)) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST:
            raise UnreadableModel("The stored model unfolds to more than a model can be.")


def _expect_fitting(model: LinearModel) -> None:
    labels = len(model.labels)
    known = (model.features.words, model.features.letters, model.features.meanings)
    if (
        model.weights.shape != (labels, len(model.features))
        or model.intercepts.shape != (labels,)
        or any(one.idf.shape != (len(one.names),) for one in known)
        or model.scale.shape != model.shift.shape
    ):
        raise UnreadableModel("The parts of the stored model do not fit each other.")
    fitted = (model.weights, model.intercepts, model.scale, model.shift)
    finite = all(np.isfinite(part).all() for part in fitted) and all(np.isfinite(one.idf).all() for one in known)
    if model.shift.shape not in ((), (labels,)) or not finite:
        raise UnreadableModel("The stored model holds what no fit gives.")
