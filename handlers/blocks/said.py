"""The upper part of a card: what the customer said, why it came here, and who else sees it."""

from __future__ import annotations

from bot.domain.mention import BY_HAND
from bot.domain.sheet import CaseSheet
from handlers.blocks.ideas import idea_title
from handlers.blocks.kit import Block, button, context, section
from handlers.blocks.naming import name_of
from handlers.blocks.text import QUOTE_LIMIT, count, cut, escape, link, quote, when

MOST_IDEAS = 3
"""Ideas that a card names, the newest; the case's own modal shows more."""


def what_was_said(sheet: CaseSheet) -> tuple[Block, ...]:
    """The customer’s words, from the first to the newest, and what is known about them."""
    mention = sheet.mention
    show_all = button("Show all", "case.read", str(sheet.case.id)) if len(mention.text) > QUOTE_LIMIT else None
    return (
        section(quote(mention.text), show_all),
        context(_origin(sheet)),
        *_wrote_again(sheet),
        context(_reason(sheet)),
        *_shared(sheet),
        *_ideas(sheet),
    )


def _wrote_again(sheet: CaseSheet) -> tuple[Block, ...]:
    """The newest words of a customer whom our answer did not satisfy, or who knows more now."""
    again = sheet.again
    if again is None:
        return ()
    author = again.author
    name = escape(cut(author.name or author.handle, 80)) if author else "Somebody"
    return (section(f"{name} wrote again, {when(again.posted_at)}:\n{quote(again.text)}"),)


def _origin(sheet: CaseSheet) -> str:
    mention = sheet.mention
    parts = [_author(sheet), when(mention.posted_at)]
    if sheet.case.mentions > 1:
        parts.append(f"{count(sheet.case.mentions, 'mention')} by {count(sheet.authors, 'person', 'people')}")
    if mention.reach:
        parts.append(f"seen by {mention.reach:,}")
    if mention.url:
        parts.append(link(mention.url, "Link"))
    return " · ".join(parts)


def _author(sheet: CaseSheet) -> str:
    author = sheet.mention.author
    name = escape(cut(author.name or author.handle, 80)) if author else "Somebody"
    if sheet.mention.source != BY_HAND:
        return f"{name} on {escape(sheet.mention.source)}"
    spotter = next((claim.member for claim in sheet.case.claims if claim.slot == "spot"), None)
    return f"{name}, brought in by {name_of(sheet, spotter)}" if spotter else name


def _reason(sheet: CaseSheet) -> str:
    case, title = sheet.case, escape(sheet.community.title)
    if case.came_from:
        before = escape(sheet.company.community_title(case.came_from))
        return f"Why here: moved from {before}: {escape(cut(case.moved_because or '', 200))}"
    if case.split_from:
        return f"Why here: it was part of case {case.split_from}, and was made a case of its own."
    if case.words:
        words = ", ".join(f"“{escape(cut(word, 40))}”" for word in case.words[:5])
        return f"Why here: {words} → {title}."
    return f"Why here: no rule matched, so it came to {title}."


def _ideas(sheet: CaseSheet) -> tuple[Block, ...]:
    lines = "\n".join(escape(idea_title(idea)) for idea in sheet.ideas[-MOST_IDEAS:])
    return (context(lines),) if lines else ()


def _shared(sheet: CaseSheet) -> tuple[Block, ...]:
    """Who outside can answer a copy now, and how long."""
    shared = [
        f"Shared with {escape(sheet.company.partner_title(one.partner))}"
        + (f" until {when(one.until)}" if one.until else "")
        for one in sheet.sharings
    ]
    return (context(" · ".join(shared)),) if shared else ()
