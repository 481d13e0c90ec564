"""Something asked of Muster, and how it is read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.domain.case import CaseId
from bot.domain.errors import UnknownCase
from bot.domain.people import Member, MemberId
from handlers.blocks.kit import Message, View
from handlers.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something asked of Muster: by whom, where, and with which words."""

    desk: Desk
    member: Member
    words: str
    channel: str | None = None


Answer = Callable[[Question], Awaitable[Message]]
"""What is answered in writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Something asked of Muster by somebody who is not recognised yet: what they typed must not be lost by that."""

    desk: Desk
    caller: MemberId
    words: str
    channel: str | None = None


Opener = Callable[[Call], Awaitable[View | None]]
"""What is answered with a modal; None where these words are answered in writing after all."""

MOST_DIGITS = 18
"""Digits of a case number that PostgreSQL's BIGINT holds in any case."""


def read_case_id(text: str) -> CaseId:
    """A case number as people write it: 12 or #12. Raises UnknownCase."""
    digits = text.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > MOST_DIGITS:
        raise UnknownCase(text.strip()[:40] or "without a number")
    return CaseId(int(digits))
