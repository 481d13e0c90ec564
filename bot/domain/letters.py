"""What Muster tells one person alone about the answers they helped with."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.case import CaseId
from bot.domain.erasure import Erasure
from bot.domain.telling import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks(Telling):
    """A customer is satisfied with an answer that this person helped with; `words` are the customer's own, if any."""

    case_id: CaseId
    matter: str
    channel: str
    score: int
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThankYou(Telling):
    """A colleague, called `name`, thanks this person for their help with a case. Nothing in it is a customer's, so
    that it stays when one is forgotten."""

    case_id: CaseId
    channel: str
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Telling):
    """An author is forgotten; what was done, in numbers."""

    erasure: Erasure


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAsked(Telling):
    """The customer could not be asked how the answer was, and why; `unsure` where they may have been all the same."""

    case_id: CaseId
    matter: str
    reason: str
    unsure: bool
