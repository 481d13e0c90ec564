"""What in the draft of an answer should be changed before anybody signs it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.names import candidates, folded_name
from bot.domain.personal import personal
from bot.domain.wording import Reading, Span, Words, phrase, read

DEFAULT_PROMISES = (
    "we guarantee",
    "i guarantee",
    "guaranteed",
    "we promise",
    "i promise",
    "we will refund",
    "we'll refund",
    "you will be refunded",
    "you'll be refunded",
    "full refund",
    "we will replace",
    "we'll replace",
    "we will compensate",
    "we'll compensate",
    "free of charge",
    "by tomorrow",
    "by tonight",
    "within 24 hours",
    "never again",
    "never happen again",
    "not happen again",
    "won't happen again",
    "we accept liability",
    "we take full responsibility",
)
"""English phrases that bind the company, as far as a company has not named its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardrails:
    """What a company wants no answer to say.

    `forbidden` and `promises` are words and phrases in the language of the keywords: one that ends in `*` matches
    every word that begins like it. `allowed` are addresses, numbers and names that may stand in an answer.
    """

    forbidden: tuple[str, ...] = ()
    promises: tuple[str, ...] = DEFAULT_PROMISES
    allowed: tuple[str, ...] = ()


class FindingKind(StrEnum):
    """Why something in a draft should change."""

    PERSONAL = "personal"
    FORBIDDEN = "forbidden"
    PROMISE = "promise"
    OTHER_CUSTOMER = "other_customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to change: the exact words of the draft, and a sentence that says how."""

    kind: FindingKind
    excerpt: str
    remedy: str

    @property
    def mark(self) -> str:
        """A short name of just these words for this reason, which tells nothing of them."""
        return hashlib.sha256(f"{self.kind}:{self.excerpt}".encode()).hexdigest()[:12]


_FORBIDDEN_REMEDY = "Please say this in other words; your company has chosen not to use these in an answer."
_PROMISE_REMEDY = "Please say what you are doing rather than what will come, unless those who sign can stand by it."
_OTHER_REMEDY = "Please take this name out; it is the name of another customer of yours."

_Found = tuple[Span, FindingKind, str]


def inspect(text: str, guardrails: Guardrails, others: Collection[str] = ()) -> tuple[Finding, ...]:
    """What to change in a draft, in order of appearance, each excerpt once a kind.

    `others` are those of `possible_names(text)` that are the name or handle of another customer.
    """
    reading = read(text)
    words = reading.words()
    found = [
        *((one.span, FindingKind.PERSONAL, one.remedy) for one in personal(reading.plain)),
        *_phrases(words, guardrails.forbidden, FindingKind.FORBIDDEN, _FORBIDDEN_REMEDY),
        *_phrases(words, guardrails.promises, FindingKind.PROMISE, _PROMISE_REMEDY),
        *_others(reading, others),
    ]
    allowed = {folded_name(entry) for entry in guardrails.allowed}
    findings: dict[tuple[FindingKind, str], Finding] = {}
    for span, kind, remedy in _outermost(found):
        excerpt = reading.excerpt(span)
        if folded_name(excerpt) not in allowed:
            findings.setdefault((kind, excerpt), Finding(kind=kind, excerpt=excerpt, remedy=remedy))
    return tuple(findings.values())


def _phrases(
    words: list[tuple[str, Span]], keywords: Iterable[str], kind: FindingKind, remedy: str
) -> Iterator[_Found]:
    asked = Words([word for word, _ in words])
    for keyword in keywords:
        sought = phrase(read(keyword).plain)
        for place in asked.find(sought) if sought else ():
            yield Span(words[place][1].start, words[place + len(sought) - 1][1].end), kind, remedy


def _others(reading: Reading, others: Collection[str]) -> Iterator[_Found]:
    if known := {folded_name(other) for other in others}:
        for span, name, _ in candidates(reading):
            if name in known:
                yield span, FindingKind.OTHER_CUSTOMER, _OTHER_REMEDY


def _outermost(found: list[_Found]) -> Iterator[_Found]:
    """In order of appearance, without what lies inside another finding of its kind."""
    reached: dict[FindingKind, int] = {}
    for span, kind, remedy in sorted(found, key=lambda one: (one[0].start, -one[0].end)):
        if span.end > reached.get(kind, 0):
            reached[kind] = span.end
            yield span, kind, remedy
