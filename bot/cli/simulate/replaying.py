"""A stream replayed under one or two companies' settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.cli.rows import bar, batches
from bot.domain.company import Company
from bot.domain.deciding import Explanation, explain
from bot.domain.grouping import Fit
from bot.domain.intent import Intents, read_intents
from bot.domain.learning import Subject
from bot.domain.mention import Mention
from bot.domain.routing import Rules
from bot.domain.simulation import Compared, Replay
from learning import LinearLearner, start_lessons
from sources.tabular.in_order import InOrder

AT_ONCE = 1_000
"""Texts that the model reads at once."""


class Reader:
    """Reads texts by the rules of a company."""

    def __init__(self, company: Company) -> None:
        self._rules = Rules(company)
        self._intended = company.intended

    def read(self, text: str, intents: Intents) -> Explanation:
        """What a text says, and where it belongs and why."""
        return explain(text, rules=self._rules, intents=intents, intended=self._intended)


def replayed(company: Company, mentions: InOrder, fit: Fit) -> Replay:
    """All of them under the settings as they are."""
    replay, reader = Replay(company, fit), Reader(company)
    for mention, intents in _heard(mentions):
        replay.hear(mention, reader.read(mention.text, intents))
    return replay


def compared(company: Company, proposed: Company, mentions: InOrder, fit: Fit) -> tuple[Replay, Compared]:
    """All of them under the settings as they are, and beside that as they might be."""
    both = Compared(Replay(company, fit), Replay(proposed, fit))
    today, then = Reader(company), Reader(proposed)
    for mention, intents in _heard(mentions):
        both.hear(mention, today.read(mention.text, intents), then.read(mention.text, intents))
    return both.today, both


def _heard(mentions: InOrder) -> Iterator[tuple[Mention, Intents]]:
    """Each mention with what it wants, by the rules and by the start set; with a bar that follows them."""
    learner = LinearLearner()
    model = learner.load(learner.fit(Subject.INTENT, start_lessons()))
    done = 0
    with bar("Replaying") as show:
        for batch in batches(mentions, AT_ONCE):
            scores: Sequence[Mapping[str, float]] = model.scores_of([one.text for one in batch])
            for mention, score in zip(batch, scores, strict=True):
                yield mention, read_intents(mention.text, score)
                done += 1
                show(done / len(mentions))
