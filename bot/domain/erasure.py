"""Forgetting an author: what goes, how far it has come, and the receipt."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote

from bot.domain.case.record import CaseId
from bot.domain.customer import AuthorId, KnownAuthor
from bot.domain.matter import matter_of
from bot.domain.people import MemberId

ERASED = "Words that were erased"
"""What stands where words stood that must stand somewhere."""

MOST_CASES = 50
"""Cases that a receipt names, in which colleagues may have named the author."""


class Step(StrEnum):
    """How far an erasure has come; each is done some at a time, and again after a crash."""

    WORDS = "words"
    CASES = "cases"
    RAW = "raw"
    AUTHOR = "author"
    SLACK = "slack"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """One author to be forgotten. `after` is the number of the mention or case that the step has come to; `counts`
    say what was done so far, by the keys of COUNTED; `named_in` are cases in which colleagues wrote the author's
    handle or name. `asked_by` is None where the command line asked."""

    id: int
    author: AuthorId
    asked_by: MemberId | None
    asked_at: datetime
    step: Step = Step.WORDS
    after: int = 0
    counts: Mapping[str, int]
    named_in: Sequence[CaseId] = ()
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would go with an author, counted. `others` are authors joined to the same customer, who would stay."""

    author: KnownAuthor
    counts: Mapping[str, int]
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """What went from cases with words that are gone: names of cases, words of verdicts, copies for partners."""

    matters: int
    verdicts: int
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The messages in Slack that show words of some cases: the copies of partners, by number and channel; cards; the
    notes of activities, each with its number; letters, by key and channel. The digests of the weeks around
    `closed_at` may show them too."""

    sharings: Sequence[tuple[int, str]] = ()
    cards: Sequence[tuple[CaseId, str]] = ()
    notes: Sequence[tuple[CaseId, int, str]] = ()
    letters: Sequence[tuple[str, str]] = ()
    closed_at: Sequence[datetime] = ()

    @property
    def messages(self) -> int:
        """How many they are, digests aside."""
        return len(self.sharings) + len(self.cards) + len(self.notes) + len(self.letters)


COUNTED: Mapping[str, str] = {
    "mentions": "mentions erased: words, link, thread and identity; each is remembered as a keyed hash and refused "
    "from now on",
    "cases": "cases looked through",
    "keys": "cases whose conversation was named by them",
    "matters": "cases that were called by their words and have another name now",
    "reasons": "reasons of joining that named their words",
    "copies": "copies for partners emptied",
    "verdicts": "verdicts whose words were erased; the scores stay",
    "lessons": "lessons taken out of what is learned from; the models are fitted anew without them",
    "suggestions": "suggestions to merge that named their words",
    "links": "links to our replies that named them",
    "raw": "raw deliveries of their source emptied, as far as they were read or named them",
    "known": "things known of them erased",
    "joins": "joins with other authors of the same customer erased",
    "messages": "messages in Slack to be renewed or deleted; that follows within Slack’s limits",
    "named": "texts of colleagues in these cases that name them; they are the company’s own work and stay",
}
"""What a receipt counts, in its order and its words."""


def matter_now(matter: str, left: Collection[str]) -> str:
    """What a case is called once words are gone from it; `left` are the words that are left in it, the first first.

    Its name stays where somebody whose words are left gave it just as well.
    """
    names = [matter_of(text) for text in left]
    return matter if matter in names else next(iter(names), ERASED)


def added(counts: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    """Counts with more counted."""
    return {key: counts.get(key, 0) + more.get(key, 0) for key in {**counts, **more}}


def spellings(handle: str) -> tuple[str, ...]:
    """How a handle may be written in raw bytes: plainly, escaped as in JSON, and as in a link."""
    return tuple(dict.fromkeys((handle, json.dumps(handle)[1:-1], quote(handle, safe=""))))
