"""Ideas: a line on a card, a list, and one with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from bot.domain.case import Case
from bot.domain.idea import ALIVE, Idea, IdeaChange, IdeaKind
from bot.domain.people import MemberId
from bot.usecases.list_ideas import IdeaPage, IdeaSheet
from handlers.blocks.kit import Block, Message, actions, button, context, header, section, sections
from handlers.blocks.text import count, cut, escape, when

KINDS = {
    IdeaKind.SUGGESTION: "Suggestion",
    IdeaKind.DEFECT: "Defect",
    IdeaKind.PROCESS: "Process to mend",
}
"""How the kinds are called on the screen."""

LAST_CHANGES = 8


def idea_title(idea: Idea) -> str:
    """An idea in a line, not escaped yet."""
    return f"Idea {idea.id}: {idea.title} ({idea.status}, {count(len(idea.votes), 'vote')})"


def ideas_page(page: IdeaPage) -> Message:
    """A page of ideas, each with a button to look at it."""
    title = "Ideas" if page.asked.statuses == ALIVE else f"Ideas that are {_stands(page)}"
    order = "newest" if page.asked.newest else "most wanted"
    new = button("Write down an idea", "idea.new", "new", style="primary")
    if not page.ideas:
        return Message(
            title, (section(f"*{title}*\nNone here yet. A case can give rise to the first."), actions(new))
        )
    blocks = [section(f"*{title}*, the {order} first"), *(_line(idea, page.names) for idea in page.ideas)]
    turns = [button("Back", "idea.back", f"{page.page - 1}:{page.asked}")] if page.page else []
    turns += [button("On", "idea.on", f"{page.page + 1}:{page.asked}")] if page.more else []
    return Message(title, (*blocks, actions(*turns, new)))


def idea_page(sheet: IdeaSheet, reader: MemberId) -> Message:
    """One idea, what was decided about it and why, and the cases behind it."""
    title = cut(f"Idea {sheet.idea.id}: {sheet.idea.title}", 150)
    return Message(escape(title), (header(title), *_about(sheet), *_behind(sheet), _acts(sheet.idea, reader)))


def shared_idea(sheet: IdeaSheet) -> Message:
    """The same for everyone in a channel; who wants to vote looks at it for themselves."""
    title = cut(f"Idea {sheet.idea.id}: {sheet.idea.title}", 150)
    look = button("Look and vote" if sheet.idea.alive else "Look at it", "idea.show", str(sheet.idea.id))
    return Message(escape(title), (header(title), *_about(sheet), actions(look)))


def _stands(page: IdeaPage) -> str:
    return " or ".join(sorted(page.asked.statuses))


def _line(idea: Idea, names: Mapping[MemberId, str]) -> Block:
    return section(
        f"*{escape(idea.title)}*\n{_standing(idea, names)}", button(f"Idea {idea.id}", "idea.show", str(idea.id))
    )


def _standing(idea: Idea, names: Mapping[MemberId, str]) -> str:
    parts = (
        KINDS[idea.kind],
        idea.status.value,
        count(len(idea.votes), "vote"),
        count(len(idea.cases), "case") if idea.cases else "",
        f"owner: {_name(names, idea.owner)}" if idea.owner else "nobody owns it yet" if idea.alive else "",
    )
    return " · ".join(filter(None, parts))


def _name(names: Mapping[MemberId, str], member: MemberId) -> str:
    return escape(names.get(member, "someone"))


def _about(sheet: IdeaSheet) -> Iterator[Block]:
    idea = sheet.idea
    if idea.description:
        yield from sections(idea.description)
    reason = f"\nWhy: {escape(idea.reason)}" if idea.reason else ""
    yield section(f"{_standing(idea, sheet.names)}{reason}")


def _behind(sheet: IdeaSheet) -> Iterator[Block]:
    if sheet.cases:
        yield section(f"*Behind it: {count(len(sheet.idea.cases), 'case')}*")
        yield from map(_case_line, sheet.cases)
    left_out = len(sheet.idea.cases) - len(sheet.cases)
    if left_out:
        yield context(f"The newest are shown; {left_out} more stand behind it.")
    yield context("\n".join(_history(sheet)[-LAST_CHANGES:]))


def _case_line(case: Case) -> Block:
    return section(
        f"{escape(case.matter)}\n{case.status.value}", button(f"Case {case.id}", "case.show", str(case.id))
    )


def _history(sheet: IdeaSheet) -> list[str]:
    """What was decided, each with its time, the last at the end."""
    first, *_ = sheet.changes
    lines = [f"{when(first.at)} · {_name(sheet.names, first.by)} opened it."]
    for before, change in pairwise(sheet.changes):
        lines.append(f"{when(change.at)} · {_name(sheet.names, change.by)} {_said(before, change, sheet.names)}")
    return lines


def _said(before: IdeaChange, change: IdeaChange, names: Mapping[MemberId, str]) -> str:
    reason = f": {escape(cut(change.reason, 200))}" if change.reason and change.reason != before.reason else ""
    said = []
    if change.status is not before.status:
        said.append(f"set it to {change.status}{reason}")
    elif reason:
        said.append(f"wrote{reason}")
    elif change.reason != before.reason:
        said.append("took the reason back")
    if change.owner != before.owner:
        said.append(_owned(change, names))
    return "; ".join(said)


def _owned(change: IdeaChange, names: Mapping[MemberId, str]) -> str:
    if change.owner == change.by:
        return "took it on"
    return f"gave it to {_name(names, change.owner)}" if change.owner else "freed it for somebody else"


def _acts(idea: Idea, reader: MemberId) -> Block:
    number = str(idea.id)
    steer, share = button("Change status", "idea.steer", number), button("Share here", "idea.share", number)
    if not idea.alive:
        return actions(steer, share)
    wanted = reader in idea.votes
    vote = (
        button("Take my vote back", "idea.unvote", number)
        if wanted
        else button("Vote", "idea.vote", number, style="primary")
    )
    take = [] if idea.owner else [button("Take it on", "idea.take", number)]
    return actions(vote, *take, steer, button("Join my case", "idea.join", number), share)
