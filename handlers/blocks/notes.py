"""What the thread of a card is told: one line an act."""

import re
from collections.abc import Sequence

from bot.domain import activity as act
from bot.domain.people import MemberId
from bot.domain.sheet import CaseSheet, Note
from bot.domain.status import Status
from bot.domain.verdict import unhappy
from handlers.blocks.drafted import draft_note
from handlers.blocks.kit import Block, Message, actions, button, context, sections
from handlers.blocks.naming import name_of
from handlers.blocks.sentences import say
from handlers.blocks.text import cut, escape, when

PING = re.compile(r"<@(\w+)>")
"""A ping as `sentences` writes it; in texts from outside no angle bracket is left."""

SPOKEN_TO = re.compile(r"^<@\w+>, (\w)")
"""The one to whom a sentence speaks, and how it goes on."""

SHORT = 500
"""Characters of a text that can be compared with another one at a glance."""


def note(sheet: CaseSheet, told: Note) -> Message:
    """The message for one activity; drafts and contributions come with their words."""
    line = say(told.activity, sheet)
    if isinstance(told.activity, act.Drafted):
        return draft_note(sheet, told.activity, line, told)
    if told.signed and told.text:
        return Message(line, (context(line), *_both(told.text, told.signed)))
    if told.text:
        wanted = _wanted(sheet, told.activity)
        return Message(line, (context(line), *sections(told.text, quoted=True), *wanted))
    return Message(line, (context(line), *_wanted(sheet, told.activity)))


def timeline(sheet: CaseSheet, told: Sequence[Note]) -> list[str]:
    """What happened, each act with its time. Who confirmed whom is not told here: that comes with the week."""
    return [
        f"{when(one.activity.at)} · {_named(say(one.activity, sheet), sheet)}{_quoted(one)}"
        for one in told
        if not isinstance(one.activity, act.Confirmed | act.Unconfirmed)
    ]


def _quoted(told: Note) -> str:
    """What was said with an act, as much of it as a line holds."""
    return f" “{escape(cut(' '.join(told.text.split()), 160))}”" if told.text else ""


def _named(line: str, sheet: CaseSheet) -> str:
    """A line with names for its pings: nobody is asked for anything, or spoken to, by looking back."""
    line = SPOKEN_TO.sub(lambda begin: begin[1].upper(), line)
    return PING.sub(lambda ping: name_of(sheet, MemberId(ping[1])), line)


def _both(sent: str, signed: str) -> tuple[Block, ...]:
    """What went out and what was signed, where both are short enough to be compared at a glance."""
    if max(len(sent), len(signed)) > SHORT:
        return ()
    return (
        context("What went out:"),
        *sections(sent, quoted=True),
        context("What was signed:"),
        *sections(signed, quoted=True),
    )


def _wanted(sheet: CaseSheet, told: act.Activity) -> tuple[Block, ...]:
    """The buttons for what an activity wants of those whom its line pings."""
    value = str(sheet.case.id)
    match told:
        case act.Judged(score=score) if unhappy(score) and sheet.case.status in (Status.REPLIED, Status.CLOSED):
            return (actions(button("Reopen", "case.reopen", value, style="primary")),)
        case act.Tried(attempt=attempt):
            return (actions(button("Honour in the digest", "case.honour", f"{value}:{attempt}")),)
        case act.Asked():
            return (actions(button("Add my input", "case.contribute", value)),)
        case act.Reminded(slot=slot):
            waive = button("Waive", "case.waive", f"{value}:{slot}")
            return (actions(button("Add my input", "case.contribute", value, style="primary"), waive),)
        case act.ChangesWanted(revision=revision):
            return (actions(button("Edit the draft", "case.draft", f"{value}:{revision}", style="primary")),)
        case act.LeaseWarned():
            return (
                actions(
                    button("Keep it", "case.renew", value, style="primary"),
                    button("Release", "case.release", value),
                    button("Hand over", "case.hand_over", value),
                ),
            )
    return ()
