"""The answer on its way: revisions, and the hash that a sign-off names."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import BadInput
from bot.domain.people import MemberId

DRAFT_LIMIT = 2_900
"""Characters of an answer: it must stand whole in one Slack section (3,000) for those who sign it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One revision of the answer to a customer, with its exact text."""

    revision: int
    text: str
    author: MemberId
    at: datetime

    @property
    def fingerprint(self) -> str:
        """What a sign-off binds to."""
        return draft_fingerprint(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """An approval of one exact text, by a person of a function."""

    by: MemberId
    at: datetime
    revision: int
    fingerprint: str
    function: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMark:
    """A revision that waits for its signatures: who wrote it, who has signed, whether changes are wanted, and whether
    the customer has it.
    `accepted` are the words that the guardrails found and the author means as they stand."""

    revision: int
    fingerprint: str
    author: MemberId
    at: datetime
    signatures: tuple[SignOff, ...] = ()
    changes_wanted: bool = False
    sent: bool = False
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMark:
    """A signed answer that is on its way through the source; `number` counts the attempts of a case."""

    by: MemberId
    at: datetime
    revision: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyMark:
    """The customer was told: who did it, where it can be read, and whether it is what was signed."""

    by: MemberId
    at: datetime
    url: str
    as_signed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The exact text that the customer got; `number` counts the replies of a case from 1. `asked_since` is when the
    words that it answers came in, `due` by when they should have been answered."""

    number: int
    text: str
    url: str
    by: MemberId
    at: datetime
    asked_since: datetime | None
    due: datetime | None
    sent: bool


def draft_fingerprint(text: str) -> str:
    """The hash of an exact text: one changed character gives another."""
    return hashlib.sha256(text.encode()).hexdigest()


def clean_answer(text: str) -> str:
    """The text of an answer as it is kept. Raises BadInput where it is empty or too long to be read whole."""
    kept = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip()
    if not kept:
        raise BadInput("Write the answer that the customer should get.", field="text")
    if len(kept) > DRAFT_LIMIT:
        raise BadInput(
            f"This is {len(kept) - DRAFT_LIMIT} characters too long; {DRAFT_LIMIT} is the most.", field="text"
        )
    return kept
