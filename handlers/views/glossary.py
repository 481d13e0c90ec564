"""What is typed into modals about the glossary."""

from __future__ import annotations

from bot.domain.grouping import Entry
from bot.usecases.edit_glossary import edit_glossary
from handlers.blocks import modals
from handlers.blocks.glossary import entry_line
from handlers.blocks.kit import View
from handlers.views.submission import Outcome, Submission


async def send_new(sent: Submission) -> View | None:
    """Add an entry."""
    return _done("Added", await _edit(sent, None))


async def send_change(sent: Submission) -> View | None:
    """Change an entry."""
    return _done("Changed", await _edit(sent, sent.word("entry")))


async def _edit(sent: Submission, instead_of: str | None) -> Entry:
    typed = {name: sent.text(name) for name in ("term", "kind", "synonyms")}
    return await edit_glossary(sent.member, **typed, instead_of=instead_of, **sent.desk.tools())


def _done(title: str, entry: Entry) -> View:
    return modals.done_modal(title, f"{entry_line(entry)}.\nWhat comes in from now on is read that way.")


OUTCOMES: dict[str, Outcome] = {
    "glossary.add": send_new,
    "glossary.change": send_change,
}
"""What each modal about the glossary does when it is sent."""
