"""Which cases may be about the same."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.case import Case
from bot.domain.mention import tokens


def most_alike(case: Case, others: Iterable[Case]) -> list[Case]:
    """The others, those whose matter shares the most words with that of `case` first; among equals the newest."""
    words = set(tokens(case.matter))
    return sorted(others, key=lambda other: (-len(words & set(tokens(other.matter))), -other.id))
