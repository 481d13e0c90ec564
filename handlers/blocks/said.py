"""The upper part of a card: what the customer said, why it came here, and who else sees it."""

from __future__ import annotations

from datetime import datetime

from bot.domain.intent import Intent
from bot.domain.mention import BY_HAND
from bot.domain.metrics import duration, minutes_between
from bot.domain.priority import signs_of, urgency
from bot.domain.sheet import CaseSheet
from handlers.blocks.growth import chart
from handlers.blocks.ideas import idea_title
from handlers.blocks.kit import Block, button, context, section
from handlers.blocks.naming import name_of
from handlers.blocks.suggested import perhaps_the_same
from handlers.blocks.text import QUOTE_LIMIT, count, cut, escape, link, quote, when

MOST_IDEAS = 3
"""Ideas that a card names, the newest; the case's own modal shows more."""


def what_was_said(sheet: CaseSheet, now: datetime) -> tuple[Block, ...]:
    """The customer’s words, from the first to the newest, and what is known about them."""
    mention = sheet.mention
    show_all = button("Show all", "case.read", str(sheet.case.id)) if len(mention.text) > QUOTE_LIMIT else None
    return (
        section(quote(mention.text) if mention.text else TAKEN_BACK, show_all),
        context(_origin(sheet)),
        *_wrote_again(sheet),
        context(" ".join(filter(None, (_reason(sheet), _why_first(sheet, now))))),
        _what_it_is(sheet),
        *perhaps_the_same(sheet),
        *_shared(sheet),
        *_ideas(sheet),
    )


TAKEN_BACK = "_The customer took these words back, so they are gone here too._"


def _what_it_is(sheet: CaseSheet) -> Block:
    """What the customer wants, as far as anybody knows, and the way to correct it."""
    case = sheet.case
    named = ", ".join(Intent(name).title.lower() for name in case.intents)
    if case.reread_by:
        told = f"{named.capitalize() or 'None of the usual'}, by the word of {name_of(sheet, case.reread_by)}"
    else:
        told = f"Read as {named}" if named else "Nobody is sure yet what this is"
    return section(
        told, button("Correct" if named or case.reread_by else "Say what it is", "case.reread", str(case.id))
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
    if sheet.tier:
        parts.append(f"{sheet.tier.capitalize()} tier")
    if sheet.case.mentions > 1:
        parts.append(_how_many(sheet))
    if mention.reach:
        parts.append(f"seen by {mention.reach:,}")
    if mention.url:
        parts.append(link(mention.url, "Link"))
    return " · ".join(parts)


def _how_many(sheet: CaseSheet) -> str:
    """How many said it, through how many sources, in which time; with a chart where they are several."""
    many = f"{count(sheet.case.mentions, 'mention')} by {count(sheet.authors, 'person', 'people')}"
    grew = sheet.growth
    if grew is None:
        return many
    through = f" through {grew.sources} sources" if grew.sources > 1 else ""
    return f"{many}{through} in {duration(minutes_between(grew.first_at, grew.last_at))} {chart(grew.counts)}"


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


def _why_first(sheet: CaseSheet, now: datetime) -> str:
    """What puts the case before an ordinary one, if anything does."""
    reasons = urgency(signs_of(sheet.case, sheet.company, sheet.spread, tier=sheet.tier), now).reasons
    return f"Why first: {', '.join(reasons)}." if reasons else ""


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
