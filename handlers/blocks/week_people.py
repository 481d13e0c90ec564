"""The people of a digest: by name those who chose to be shown, never as a ping, the others by their function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.domain.company import Company
from bot.domain.credit import points
from bot.domain.digest import Colleague, Figures, People, Story, Tried
from bot.domain.people import MemberId
from handlers.blocks.text import count, cut, escape, link

MOST_HELP = 3
"""Pairs of functions that helped each other, and functions that took part, that are told."""

SOMEBODY = "a colleague"


class NamesAndFunctions:
    """How people and functions of a digest are called."""

    def __init__(self, company: Company, names: Mapping[MemberId, str]) -> None:
        self._company = company
        self._names = names

    def name(self, member: str) -> str:
        """A person's."""
        return escape(self._names.get(MemberId(member), "someone"))

    def names(self, members: Sequence[str]) -> str:
        """Those of several people."""
        return ", ".join(map(self.name, members))

    def function(self, name: str) -> str:
        """A function's."""
        return escape(self._company.function_title(name))

    def colleague(self, colleague: Colleague) -> str:
        """A person's, else that of their function."""
        if colleague.member:
            return self.name(colleague.member)
        return self.function(colleague.function) if colleague.function else SOMEBODY

    def expert(self, colleague: Colleague) -> str:
        """The same, with the function that they answered for."""
        if colleague.member and colleague.function:
            return f"{self.name(colleague.member)} ({self.function(colleague.function)})"
        return self.colleague(colleague)


def story_text(story: Story, called: NamesAndFunctions) -> str:
    """What came of a case, and who spotted it, found the answer and told the customer."""
    told = f" {link(story.link, 'Reply')}" if story.link else ""
    done = "; ".join(_steps(story, called))
    if done.startswith(SOMEBODY):
        done = SOMEBODY.capitalize() + done.removeprefix(SOMEBODY)
    return f"*{escape(story.matter)}*: {escape(cut(story.outcome, 200))}\n{done + '.' if done else ''}{told}"


def _steps(story: Story, called: NamesAndFunctions) -> Iterator[str]:
    """Who did what, in its order; who spotted it and found the answer alone is named once."""
    spotter, experts = story.spotted_by, ", ".join(dict.fromkeys(map(called.expert, story.answered_by)))
    if spotter and spotter.member and {one.member for one in story.answered_by} == {spotter.member}:
        yield f"{experts} spotted it and found the answer"
    else:
        if spotter:
            yield f"{called.colleague(spotter)} spotted it"
        if experts:
            yield f"{experts} found the answer"
    if story.looped_by:
        yield f"{called.colleague(story.looped_by)} told the customer"


def people_lines(figures: Figures, called: NamesAndFunctions) -> Iterator[str]:
    """Who took the initiative, who is new, who outdid themselves, and how functions helped each other."""
    if figures.board:
        ranks = " · ".join(
            f"{place.rank} {called.name(place.member)} ({points(place.credit)})" for place in figures.board
        )
        yield f"*Took the initiative* (opted in): {ranks}"
    if figures.newcomers != People():
        yield f"*New faces:* {_new(figures.newcomers, called)}"
    if figures.bests:
        yield f"*Their best week here so far:* {called.names(figures.bests)}"
    if figures.help_across:
        helped = (
            f"{called.function(one.from_function)} helped {called.function(one.to_function)} "
            f"{'once' if one.times == 1 else count(one.times, 'time')}"
            for one in figures.help_across[:MOST_HELP]
        )
        yield f"*Across functions:* {', '.join(helped)}"
    if figures.participation:
        shares = (
            f"{called.function(one.function)} {one.took_part:,} of {one.people:,}" for one in figures.participation
        )
        yield f"*Took part:* {', '.join(shares)}"


def tried_text(tried: Sequence[Tried], called: NamesAndFunctions) -> str:
    """What did not work and was worth trying, with what was learned."""
    lines = [
        f"{called.expert(one.by)}: {escape(cut(one.text, 200))} Learned: {escape(cut(one.learned, 200))}"
        for one in tried
    ]
    return "\n".join(["*Tried, and worth it*", *lines])


def _new(newcomers: People, called: NamesAndFunctions) -> str:
    if not newcomers.named:
        return f"{count(newcomers.others, 'person', 'people')} helped for the first time"
    more = f" and {newcomers.others:,} more" if newcomers.others else ""
    return called.names(newcomers.named) + more
