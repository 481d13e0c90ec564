"""Grouping, reading and routing alone, with no database: mentions a second."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from benchmarks.measure import Comparison, compare, report, timed
from benchmarks.stage import ROOT
from benchmarks.texts import ordinary
from bot.cli.quality.rehearsal import rehearse
from bot.domain.grouping import Fit, Index, Nearness
from bot.domain.learning import Subject
from bot.domain.mention import tokens
from bot.domain.routing import Rules
from bot.muster_file import read_muster_file
from bot.ports import Model
from learning import LinearLearner, start_lessons

TITLE = "Listening: mentions a second, without the database"
HISTORY, ORDINARY, STORM, CONFUSERS = 5_000, 6_000, 3_000, 1_000
READ, READ_AT_ONCE = 4_000, 200
POSTS, RULES = 10_000, 5_000

_Act = Callable[[], object]


def run(rounds: int) -> list[Comparison]:
    """Group, read and route the same texts as their limits do, in turns."""
    fit = Fit.from_texts(1, ordinary(HISTORY, seed=2))
    posts = [post.text for post in rehearse(ordinary(ORDINARY), storm_size=STORM, confuser_count=CONFUSERS)]
    learner = LinearLearner()
    model = learner.load(learner.fit(Subject.INTENT, start_lessons()))
    routed = ordinary(POSTS, seed=3)
    keywords = _keywords()
    rules, alternation = _rules(keywords), _alternation(keywords)
    route = partial(_route, rules, routed)
    return [
        _compared("grouping", posts, partial(_group, fit, posts), partial(_hash, posts), rounds, "exact hash"),
        _compared(
            "reading intents",
            posts[:READ],
            partial(_read, model, posts[:READ]),
            partial(_split, posts[:READ]),
            rounds,
            "tokenising alone",
        ),
        _compared(f"{RULES:,} keyword rules", routed, route, partial(_split, routed), rounds, "tokenising alone"),
        _compared(
            f"{RULES:,} keyword rules", routed, route, partial(_search, alternation, routed), 1, "one re alternation"
        ),
    ]


def _compared(what: str, texts: Sequence[str], act: _Act, limit: _Act, rounds: int, held_against: str) -> Comparison:
    figures, limits = [], []
    for _ in range(rounds):
        figures.append(len(texts) / timed(act))
        limits.append(len(texts) / timed(limit))
    return compare(what, "mentions/s", figures, limits, held_against=held_against)


def _group(fit: Fit, posts: Sequence[str]) -> None:
    index = Index(fit)
    for number, text in enumerate(posts, start=1):
        placement = index.place(text)
        sure = placement.nearness is Nearness.SURE and placement.matter is not None
        index.put(placement, placement.matter if sure and placement.matter else number, number, key=number)
        while union := index.next_union():
            if union.nearness is Nearness.SURE:
                index.move(union.lesser, union.greater)
    if len(index) > ORDINARY + CONFUSERS + STORM / 2:
        raise RuntimeError(f"the storm was not grouped: {len(index)} clusters are left")


def _hash(posts: Sequence[str]) -> None:
    {hashlib.blake2b(" ".join(tokens(text)).encode(), digest_size=8).digest() for text in posts}


def _split(posts: Sequence[str]) -> None:
    for text in posts:
        tokens(text)


def _read(model: Model, posts: Sequence[str]) -> None:
    for start in range(0, len(posts), READ_AT_ONCE):
        model.scores_of(posts[start : start + READ_AT_ONCE])


def _keywords() -> list[str]:
    """Words, pairs of words, and beginnings of words, as they are written into the settings."""
    written: dict[str, None] = {}
    for text in ordinary(RULES, seed=4):
        first, second, third, *_ = (word for word in text.split()[-4:])
        written.update(dict.fromkeys((f"{first} {second}", f"{third}*" if len(third) > 6 else f"{third} {first}")))
    return list(written)[:RULES]


def _rules(keywords: Sequence[str]) -> Rules:
    company = read_muster_file(ROOT / "muster.toml").as_company
    share = len(keywords) // len(company.communities) + 1
    communities = {
        name: replace(one, keywords=tuple(keywords[place * share : (place + 1) * share]))
        for place, (name, one) in enumerate(company.communities.items())
    }
    return Rules(replace(company, communities=communities))


def _route(rules: Rules, posts: Sequence[str]) -> None:
    if sum(bool(rules.matches(text)) for text in posts) < len(posts) / 10:
        raise RuntimeError("hardly any rule matched")


def _alternation(keywords: Sequence[str]) -> re.Pattern[str]:
    written = (re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in keywords)
    return re.compile(rf"\b(?:{'|'.join(written)})\b", re.IGNORECASE)


def _search(alternation: re.Pattern[str], posts: Sequence[str]) -> int:
    return sum(alternation.search(text) is not None for text in posts)


if __name__ == "__main__":
    report("listening", TITLE, run, rounds=3)
