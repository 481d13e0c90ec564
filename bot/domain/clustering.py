"""Which matter a mention belongs to: a new one, or one that a case is open for."""

from dataclasses import dataclass

from bot.domain.case import CaseId
from bot.domain.mention import Mention


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """What is known of an open case when a mention arrives."""

    case: CaseId
    external_key: str


@dataclass(frozen=True, slots=True)
class NewMatter:
    """Nothing open is about this: it deserves a case of its own."""


@dataclass(frozen=True, slots=True)
class Joins:
    """It belongs to an open case; `reason` is shown on the card."""

    case: CaseId
    reason: str


Decision = NewMatter | Joins


def gather(mention: Mention, open_matters: list[OpenMatter]) -> Decision:
    """Decide by the outside conversation: same thread, or the same author saying the same again."""
    for matter in open_matters:
        if matter.external_key == mention.external_key:
            reason = "same thread" if mention.thread else "same author, same words"
            return Joins(matter.case, reason)
    return NewMatter()
