"""What a digest tells in words: they are read anew whenever it is written, for some may have been forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.domain.case import CaseId
from bot.domain.idea import IdeaId
from bot.domain.topics import LoneTopic

MOST_LONE_TOPICS = 2
MOST_STORIES = 3
MOST_QUOTES = 3
MOST_IMPROVEMENTS = 3
MOST_TRIED = 3
MOST_NAMED = 10
"""People of one kind that a digest names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody's part in what is told: their function, and who they are if they chose to be shown."""

    function: str | None
    member: str | None

    def among(self, named: frozenset[str]) -> Colleague:
        """The same, by function alone where they are none of these."""
        return self if self.member in named else replace(self, member=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a customer said, on which case, and what came of that."""

    case: CaseId
    matter: str
    words: str
    outcome: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """How a case was brought to its end; `link` leads to the reply outside."""

    case: CaseId
    matter: str
    outcome: str
    spotted_by: Colleague | None
    answered_by: tuple[Colleague, ...]
    looped_by: Colleague | None
    link: str | None

    def among(self, named: frozenset[str]) -> Story:
        """The same, with no other names than these."""
        return replace(
            self,
            spotted_by=self.spotted_by and self.spotted_by.among(named),
            answered_by=tuple(one.among(named) for one in self.answered_by),
            looped_by=self.looped_by and self.looped_by.among(named),
        )

    @property
    def helpers(self) -> tuple[Colleague, ...]:
        """All who had a part in it."""
        return tuple(one for one in (self.spotted_by, *self.answered_by, self.looped_by) if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """An idea that was carried out, and how many cases had asked for it."""

    idea: IdeaId
    title: str
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Something that did not work, what was learned of it, and who dared it."""

    by: Colleague
    text: str
    learned: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a digest tells in words. Texts are raw."""

    quotes: tuple[Quote, ...] = ()
    stories: tuple[Story, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    tried: tuple[Tried, ...] = ()
    lone_topics: tuple[LoneTopic, ...] = ()

    def among(self, named: frozenset[str]) -> Words:
        """The same, with no other names than these."""
        return replace(
            self,
            stories=tuple(story.among(named) for story in self.stories),
            tried=tuple(replace(one, by=one.by.among(named)) for one in self.tried),
        )

    @property
    def named(self) -> frozenset[str]:
        """Everyone whom they name."""
        helpers = [*(one for story in self.stories for one in story.helpers), *(one.by for one in self.tried)]
        return frozenset(one.member for one in helpers if one.member)


def worth_telling(quotes: Iterable[Quote], stories: Iterable[Story]) -> tuple[Quote, ...]:
    """The quotes, without the outcomes that a story tells as well."""
    told = {story.case for story in stories}
    return tuple(replace(one, outcome=None) if one.case in told else one for one in quotes)
