"""What customers might say on ordinary days, made up: words distributed as those of a language are."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import accumulate

from bot.domain.mention import Author, Mention

_SYLLABLES = (
    "ba be bi bo da de di do fa fe ga go ka ke ki la le li lo ma me mi mo na ne ni pa pe po ra re ri sa so ta to"
)
_KNOWN = 6_000


def ordinary(count: int, *, seed: int = 1) -> list[str]:
    """`count` texts of 10 to 26 words, the same for the same seed."""
    dice, (words, weights) = random.Random(f"ordinary {seed}"), _vocabulary()
    return [" ".join(dice.choices(words, cum_weights=weights, k=dice.randint(10, 26))) for _ in range(count)]


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    dice, syllables = random.Random("words"), _SYLLABLES.split()
    words = list(dict.fromkeys("".join(dice.choices(syllables, k=dice.randint(1, 4))) for _ in range(2 * _KNOWN)))
    words = words[:_KNOWN]
    return words, list(accumulate(1 / (rank + 3) for rank in range(len(words))))


def mentions(texts: Sequence[str], prefix: str) -> list[Mention]:
    """Each text from an author of its own, with the ids `prefix-0` and on."""
    return [
        Mention(
            source="web",
            external_id=f"{prefix}-{number}",
            text=text,
            author=Author(source="web", handle=f"{prefix}-{number}"),
            posted_at=datetime.now(UTC),
        )
        for number, text in enumerate(texts)
    ]
