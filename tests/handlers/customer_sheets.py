"""Customers made of a handful of arbitrary texts."""

from dataclasses import replace
from typing import Any

from bot.domain.case import CaseId
from bot.domain.customer import AuthorId, CustomerId, JoiningId, KnownAuthor, Membership
from bot.domain.history import Candidates, CustomerSheet, Happened, What
from bot.domain.mention import Author
from bot.domain.provenance import VALUE_LIMIT, Borrowed, Copied, Displayed, Owned
from handlers.blocks import modals
from handlers.blocks.customers import candidates_page, record_page
from handlers.blocks.kit import Message
from tests.handlers.sheets import COMPANY, PEOPLE, Texts, names
from tests.world import NOON


def author(texts: Texts, number: int = 1) -> KnownAuthor:
    """Somebody with a handle and a name as long as they may be."""
    handle, name = texts.said[:500], texts.inside[:500] or None
    return KnownAuthor(id=AuthorId(number), author=Author(source=texts.source, handle=handle, name=name))


def record(texts: Texts) -> CustomerSheet:
    """A page between two others, of a customer of whom much is known."""
    several = [author(texts, number) for number in range(1, 13)]
    why, value, system = texts.inside[:200], texts.inside[:VALUE_LIMIT], texts.name
    joined = [
        Membership(author=one.id, customer=CustomerId(1), since=NOON, by=by, why=why)
        for one, by in zip(several, [*PEOPLE[:11], None], strict=True)
    ]
    marks = {"system": system, "record": texts.said[:100]}
    known = [
        Owned(key="tier", value="high", by=PEOPLE[0], since=NOON),
        Owned(key="referral value", value=value, by=PEOPLE[0], since=NOON),
        *[Copied(key=texts.name, value=value, since=NOON, **marks)] * 20,
        Borrowed(key=texts.name, value=value, at=NOON, **marks),
        Displayed(key=texts.name, value=value, at=NOON, **marks),
    ]
    return CustomerSheet(
        author=several[0],
        authors=several,
        memberships=joined,
        known=known,
        happened=happened(texts),
        page=1,
        more=True,
        names=names(texts),
        problem=texts.inside,
        undoable=JoiningId(10**12),
    )


def happened(texts: Texts) -> list[Happened]:
    """Something of each kind, and history without a case."""
    one = Happened(
        what=What.MENTION,
        at=NOON,
        text=texts.said,
        by=texts.said[:500],
        source=texts.source,
        score=None,
        case_id=CaseId(10**12),
        community="care",
        status="open",
    )
    bare = replace(one, source=None, by=None)
    return [
        one,
        replace(one, case_id=None, community=None, status=None),
        replace(bare, what=What.CASE),
        replace(bare, what=What.REPLY, by=texts.name),
        replace(bare, what=What.VERDICT, score=5),
        replace(bare, what=What.VERDICT, score=1, text=None),
    ]


def messages(texts: Texts) -> list[Message]:
    """The record of one of whom much is known and of one of whom nothing is, and a list to pick from."""
    much = record(texts)
    known = [much.known[-1], much.known[-2], *much.known[:2]]
    nothing = replace(
        much, authors=much.authors[:1], memberships=[], known=[], happened=[], page=0, more=False, undoable=None
    )
    return [
        record_page(much, COMPANY),
        record_page(replace(much, known=known, problem=None), COMPANY),
        record_page(nothing, COMPANY),
        candidates_page(Candidates(words=texts.said, authors=much.authors[:10], more=True)),
    ]


def views(texts: Texts) -> list[dict[str, Any]]:
    """Every modal about a customer."""
    sheet, one = record(texts), author(texts)
    return [
        modals.join_authors_modal(sheet),
        modals.separate_modal(sheet),
        modals.describe_modal(sheet),
        modals.joined_modal(one, author(texts, 2), JoiningId(1)),
        modals.separated_modal(one, JoiningId(1)),
    ]
