"""A customer's record: who they are, what is known and from where, and all that happened."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.company import Company
from bot.domain.customer import KnownAuthor, Membership
from bot.domain.history import Candidates, CustomerSheet, Happened, What
from bot.domain.provenance import Borrowed, Copied, Datum, Displayed, Owned
from handlers.blocks.kit import Block, Message, actions, button, context, divider, header, section
from handlers.blocks.text import count, cut, day, escape, when

SHOWN_AUTHORS = 10
"""Authors of a customer that a record lists; a customer seldom has more than a few."""

SHOWN_THINGS = 20
"""Things known of a customer that a record lists."""

_TEXT = 200


def author_label(known: KnownAuthor) -> str:
    """How an author is called on the screen, not escaped yet."""
    author = known.author
    name = cut(author.name, 60) if author.name and author.name != author.handle else ""
    handle = cut(author.handle, 80)
    return f"{name} ({handle}) on {author.source}" if name else f"{handle} on {author.source}"


def record_page(sheet: CustomerSheet, company: Company) -> Message:
    """The record of a customer with a page of their timeline."""
    title = f"Customer · {_name(sheet)}"
    blocks = [
        header(title),
        *_authors(sheet),
        *_known(sheet),
        divider(),
        *_timeline(sheet, company),
        *_turns(sheet),
        _acts(sheet),
    ]
    return Message(escape(cut(title, 150)), tuple(blocks))


def candidates_page(found: Candidates) -> Message:
    """Whom the words could mean, to pick one."""
    title = f"Several customers could be meant by “{cut(found.words, 60)}”"
    lines = [
        section(escape(author_label(one)), button("Open the record", "customer.show", str(one.id)))
        for one in found.authors
    ]
    more = [context("There are more. Write the handle as SOURCE:HANDLE to find one.")] if found.more else []
    return Message(escape(title), (section(f"*{escape(title)}*"), *lines, *more))


def _name(sheet: CustomerSheet) -> str:
    named = next((one.author.name for one in sheet.authors if one.author.name), None)
    return named or sheet.author.author.handle


def _authors(sheet: CustomerSheet) -> Iterator[Block]:
    joined = {one.author: one for one in sheet.memberships}
    several = len(sheet.authors) > 1
    for known in sheet.authors[:SHOWN_AUTHORS]:
        how = _how(joined[known.id], sheet) if several and known.id in joined else ""
        part = button("Separate", "customer.separate", str(known.id)) if several else None
        yield section(f"*{escape(author_label(known))}*{how}", part)
    if len(sheet.authors) > SHOWN_AUTHORS:
        yield context(f"Joined to {count(len(sheet.authors) - SHOWN_AUTHORS, 'more author')}.")


def _how(joined: Membership, sheet: CustomerSheet) -> str:
    who = f"by {escape(sheet.names.get(joined.by, 'someone'))}" if joined.by else "by Muster"
    return f"\nJoined {who}, {day(joined.since)}: {escape(joined.why)}"


def _known(sheet: CustomerSheet) -> Iterator[Block]:
    if sheet.known:
        yield section("\n".join(_datum(one, sheet) for one in sheet.known[:SHOWN_THINGS]))
    else:
        yield context("Nothing is known of this customer beside what they said.")
    if len(sheet.known) > SHOWN_THINGS:
        yield context(f"{len(sheet.known) - SHOWN_THINGS} more are known.")
    if sheet.problem:
        asked = str(sheet.author.id)
        yield section(escape(sheet.problem), button("Look again", "customer.show", asked))


def _datum(one: Datum, sheet: CustomerSheet) -> str:
    """A thing with where it is from, in words."""
    told = f"*{escape(cut(one.key, 60).capitalize())}:* {escape(cut(one.value, _TEXT))}"
    match one:
        case Owned(by=by, since=since):
            return f"{told} – ours: {escape(sheet.names.get(by, 'someone'))} said so, since {day(since)}"
        case Copied(since=since):
            return f"{told} – copied from {_place(one)}, since {day(since)}"
        case Borrowed():
            return f"{told} – borrowed from {_place(one)} for this moment, not kept"
        case Displayed():
            return f"{told} – displayed from {_place(one)}, for your eyes; stored nowhere here"


def _place(one: Copied | Borrowed | Displayed) -> str:
    return escape(f"{one.system} ({cut(one.record, 40)})")


def _timeline(sheet: CustomerSheet, company: Company) -> Iterator[Block]:
    page = f", page {sheet.page + 1}" if sheet.page else ""
    yield section(f"*What happened*{page}, newest first")
    if not sheet.happened:
        yield context("Nothing that you may see.")
    for one in sheet.happened:
        shown = (
            button(f"Case {one.case_id}", "case.show", str(one.case_id)) if one.case_id and one.community else None
        )
        yield section(f"{_line(one)}\n{_where(one, company)}", shown)


def _line(one: Happened) -> str:
    text = escape(cut(" ".join((one.text or "").split()), _TEXT))
    match one.what:
        case What.MENTION:
            return text or "Without words"
        case What.CASE:
            return f"Case {one.case_id} was opened: {text}"
        case What.REPLY:
            return f"We replied: {text}"
        case What.VERDICT:
            return f"Verdict on an answer: {one.score} of 5{f' – {text}' if text else ''}"


def _where(one: Happened, company: Company) -> str:
    by = escape(cut(one.by, 80)) if one.by else ""
    parts = (
        f"{by} on {escape(one.source)}" if one.source else by,
        when(one.at),
        f"{escape(company.community_title(one.community))} · {one.status}" if one.community else "kept as history",
    )
    return " · ".join(filter(None, parts))


def _turns(sheet: CustomerSheet) -> Iterator[Block]:
    author = sheet.author.id
    turns = [button("Newer", "customer.newer", f"{sheet.page - 1}:{author}")] if sheet.page else []
    turns += [button("Older", "customer.older", f"{sheet.page + 1}:{author}")] if sheet.more else []
    if turns:
        yield actions(*turns)


def _acts(sheet: CustomerSheet) -> Block:
    author = str(sheet.author.id)
    undo = (
        [button("Undo the last join or separation", "customer.undo", str(sheet.undoable))] if sheet.undoable else []
    )
    return actions(
        button("Join another author", "customer.join", author),
        button("Say what we know", "customer.describe", author),
        *undo,
    )
