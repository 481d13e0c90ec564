"""`quality storm`: thousands of made-up posts about one defect among real mentions of ordinary days."""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass

from bot.cli.quality.figures import gathered, pairs_of
from bot.cli.quality.methods import METHODS, SPEED, Method
from bot.cli.quality.rehearsal import STORM, Post, rehearse
from bot.cli.quality.rehearsal_words import GLOSSARY
from bot.cli.quality.stream import read_texts
from bot.cli.quality.tables import Table, Value
from bot.domain.errors import BadInput
from bot.domain.grouping import Fit, Glossary

HISTORY = 0.4
"""The part of the ordinary mentions that comes before the storm and gives the weights of words."""

STORM_SHARE, CONFUSER_SHARE = 0.5, 0.1
"""Posts of the storm and of the confusers for each ordinary mention."""


DRAWS = (1, 2, 3, 4, 5, 6)
"""Seeds of the streams. The thresholds were chosen with the first three in view, the others were drawn afterwards."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Posts in order of arrival, and the ordinary ones among them that came before the storm."""

    posts: Sequence[Post]
    before: Sequence[str]


def measure(options: argparse.Namespace) -> Sequence[Table]:
    """Every method on the first stream, and ours on the others, in one run. Raises BadInput."""
    name = " and ".join(path.name for path in options.files)
    ordinary = read_texts(options.files)
    if len(ordinary) < 100:
        raise BadInput(f"{name} has {len(ordinary)} mentions; a storm needs at least 100 among which to begin.")
    first, *others = (drawn(ordinary, seed) for seed in DRAWS)
    (ours, method), *simpler = METHODS.items()
    rows = [_row(f"{ours}, glossary", method, GLOSSARY, first), _row(ours, method, Glossary(), first)]
    rows += [_row(other, simple, Glossary(), first) for other, simple in simpler]
    rows += [
        _row(f"{ours}, glossary, draw {seed}", method, GLOSSARY, stream)
        for seed, stream in zip(DRAWS[1:], others, strict=True)
    ]
    size, confusing = int(len(ordinary) * STORM_SHARE), int(len(ordinary) * CONFUSER_SHARE)
    return [
        Table(
            title=f"Storm: {size:,} posts, {confusing:,} confusers, {len(ordinary):,} mentions of {name}",
            rows=rows,
            notes=(
                f"Weights of words from the {len(first.before):,} ordinary mentions before the storm.",
                "Share and purity: the storm’s largest case. Pair P and R: all pairs with a post of the storm.",
                "Storm, confusers and glossary are samples of our own making.",
                "The thresholds were chosen with draws 1 to 3 in view; draws 4 to 6 were made afterwards.",
                SPEED,
            ),
        )
    ]


def drawn(ordinary: Sequence[str], seed: int) -> Stream:
    """A storm among these mentions, in an order drawn by `seed`."""
    shuffled = list(ordinary)
    random.Random(f"ordinary {seed}").shuffle(shuffled)  # noqa: S311 the order of samples, no secret
    before = shuffled[: int(len(shuffled) * HISTORY)]
    size, confusing = int(len(shuffled) * STORM_SHARE), int(len(shuffled) * CONFUSER_SHARE)
    later = rehearse(shuffled[len(before) :], storm_size=size, confuser_count=confusing, seed=seed)
    return Stream([*(Post(text, "ordinary") for text in before), *later], before)


def _row(name: str, method: Method, glossary: Glossary, stream: Stream) -> dict[str, Value]:
    fit = Fit.from_texts(1, stream.before, glossary)
    grouped = method([post.text for post in stream.posts], fit, glossary)
    true = [post.matter for post in stream.posts]
    found = gathered(grouped.groups, true, STORM)
    precision, recall = pairs_of(grouped.groups, true, STORM)
    return {
        "method": name,
        "share": found.share,
        "purity": found.purity,
        "pair P": precision,
        "pair R": recall,
        "cases of the storm": found.groups,
        "texts/s": float(round(grouped.rate)),
    }
