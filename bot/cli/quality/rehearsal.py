"""A made-up storm: what thousands of people might write about one defect, and what they write of other things
in the same words. All of it is sample text of our own; the same seed makes the same texts.

The defect: since an update the app crashes where the boarding pass should open. The confusers speak of the same app,
pass and update, of ten other matters.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.cli.quality.rehearsal_words import CONFUSERS, DEFECT, FILLERS

STORM = "storm"
"""The matter of the posts about the defect; those of the confusers are `confuser-1` and on."""

_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Post:
    """A text and what it is truly about."""

    text: str
    matter: str


def storm(count: int, *, seed: int = 1) -> list[Post]:
    """`count` posts about the one defect, hardly two of them alike."""
    dice = random.Random(f"storm {seed}")  # noqa: S311 sample texts, no secret
    return [Post(_written(dice, DEFECT, FILLERS), STORM) for _ in range(count)]


def confusers(count: int, *, seed: int = 1) -> list[Post]:
    """`count` posts that share the product's words with the storm and are about other matters, in turns."""
    dice = random.Random(f"confusers {seed}")  # noqa: S311 the same dice each time
    matters = [CONFUSERS[turn % len(CONFUSERS)] for turn in range(count)]
    return [
        Post(_written(dice, matter, FILLERS), f"confuser-{turn % len(CONFUSERS) + 1}")
        for turn, matter in enumerate(matters)
    ]


def rehearse(ordinary: Sequence[str], *, storm_size: int, confuser_count: int, seed: int = 1) -> Iterator[Post]:
    """The storm and its confusers in a shuffled stream of ordinary texts, each of which is a matter of its own."""
    posts = [Post(text, f"ordinary-{number}") for number, text in enumerate(ordinary)]
    posts += storm(storm_size, seed=seed) + confusers(confuser_count, seed=seed)
    random.Random(f"order {seed}").shuffle(posts)  # noqa: S311 the same dice each time
    yield from posts


def _written(dice: random.Random, sentences: Sequence[str], words: Mapping[str, Sequence[str]]) -> str:
    """A sentence with its slots filled, something said before and after it, and the slips of hasty typing."""
    parts = [_filled(dice, dice.choice(sentences), words)]
    if dice.random() < 0.45:
        parts.insert(0, _filled(dice, dice.choice(words["opening"]), words))
    while dice.random() < 0.42 and len(parts) < 5:
        parts.append(_filled(dice, dice.choice(words["aside"]), words))
    text = dice.choice((" ", ". ", "... ", " - ", "! ")).join(parts)
    if dice.random() < 0.6:
        text = f"{dice.choice(words['handle'])} {text}"
    if dice.random() < 0.2:
        text += f" {_filled(dice, dice.choice(words['tag']), words)}"
    return _typed(dice, text)


def _filled(dice: random.Random, sentence: str, words: Mapping[str, Sequence[str]]) -> str:
    while "{" in sentence:
        sentence = _SLOT.sub(lambda slot: dice.choice(words[slot[1]]), sentence)
    return sentence


def _typed(dice: random.Random, text: str) -> str:
    manner = dice.random()
    if manner < 0.3:
        text = text.lower()
    elif manner < 0.35:
        text = text.upper()
    return " ".join(_slipped(dice, word) if dice.random() < 0.035 else word for word in text.split())


def _slipped(dice: random.Random, word: str) -> str:
    """A letter lost, doubled or swapped with its neighbour."""
    if len(word) < 4 or word.startswith("@"):
        return word
    at = dice.randrange(1, len(word) - 1)
    match dice.randrange(3):
        case 0:
            return word[:at] + word[at + 1 :]
        case 1:
            return word[:at] + word[at] + word[at:]
        case _:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
