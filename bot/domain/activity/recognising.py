"""What people say to each other about their help, beyond points. Its words stand elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.activity.base import MemberActivity
from bot.domain.people import MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanked(MemberActivity):
    """`by` thanked `member`, who alone reads the words."""

    kind = "thanked"
    note: int
    member: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried(MemberActivity):
    """Someone tried what did not work, and said what was learned."""

    kind = "tried"
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Honoured(MemberActivity):
    """A lead picked what `member` had tried, for a digest to tell."""

    kind = "honoured"
    attempt: int
    member: MemberId
