"""A known person or company behind one or more authors: joined by people, separable again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import combinations
from typing import NewType

from bot.domain.errors import BadInput, WrongStage
from bot.domain.mention import Author
from bot.domain.people import MemberId

CustomerId = NewType("CustomerId", int)
AuthorId = NewType("AuthorId", int)
JoiningId = NewType("JoiningId", int)

MOST_AUTHORS = 100
"""Authors of one customer: nobody is so many, and every two of them are remembered when they are taken apart."""

WHY_LIMIT = 200
"""Characters of the reason for a join or a separation."""

SAME_MAIL = "the same verified mail address"

Pair = frozenset[AuthorId]
"""Two authors, in no order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAuthor:
    """Somebody who wrote outside, with their number here."""

    id: AuthorId
    author: Author


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """That an author is a customer: since when, by whom (None for the machine), and why."""

    author: AuthorId
    customer: CustomerId
    since: datetime
    by: MemberId | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joins:
    """Who is whom, as far as some authors are concerned. `parted` are pairs that a person has taken apart."""

    memberships: frozenset[Membership] = frozenset()
    parted: frozenset[Pair] = frozenset()

    def customer_of(self, author: AuthorId) -> CustomerId | None:
        """The customer that an author is, if they were joined to any."""
        return next((one.customer for one in self.memberships if one.author == author), None)

    def with_author(self, author: AuthorId) -> frozenset[AuthorId]:
        """All the authors that are the same customer as this one, itself among them."""
        customer = self.customer_of(author)
        if customer is None:
            return frozenset({author})
        return frozenset(one.author for one in self.memberships if one.customer == customer)

    @property
    def together(self) -> frozenset[Pair]:
        """Every two authors that are one customer."""
        groups: dict[CustomerId, list[AuthorId]] = {}
        for one in self.memberships:
            groups.setdefault(one.customer, []).append(one.author)
        return frozenset(Pair(pair) for group in groups.values() for pair in combinations(group, 2))


class Deed(StrEnum):
    """What was done to who is whom."""

    JOINED = "joined"
    SEPARATED = "separated"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """One act and all that it changed: memberships that ended and began, pairs that were parted and reconciled.
    `undoes` is the act that it takes back."""

    deed: Deed
    by: MemberId | None
    at: datetime
    why: str
    ended: frozenset[Membership] = frozenset()
    begun: frozenset[Membership] = frozenset()
    parted: frozenset[Pair] = frozenset()
    reconciled: frozenset[Pair] = frozenset()
    undoes: JoiningId | None = None

    def applied(self, joins: Joins) -> Joins:
        """Who is whom after it."""
        return Joins(
            memberships=(joins.memberships - self.ended) | self.begun,
            parted=(joins.parted - self.reconciled) | self.parted,
        )

    def following_on(self, joins: Joins) -> Joining:
        """The same with what follows for the machine: what is taken apart stays apart for it, until a person brings
        it together again."""
        before, after = joins.together, self.applied(joins).together
        return replace(self, parted=before - after, reconciled=(after - before) & joins.parted)


def join(
    joins: Joins, one: AuthorId, other: AuthorId, *, fresh: CustomerId, by: MemberId, at: datetime, why: str
) -> Joining:
    """Make two authors one customer, with all that each of them is already: that of `one`, else that of `other`, else
    a `fresh` one. Raises BadInput, WrongStage."""
    reason = clean_why(why)
    if other in joins.with_author(one):
        raise WrongStage("These two are one customer already.")
    return _joined(joins, one, other, fresh, Joining(deed=Deed.JOINED, by=by, at=at, why=reason))


def join_by_mail(joins: Joins, one: AuthorId, other: AuthorId, *, fresh: CustomerId, at: datetime) -> Joining | None:
    """Make two authors with the same verified mail address one customer. None where they are one already, where a
    person has taken any two of those apart who would come together, and where they would be too many."""
    mine, theirs = joins.with_author(one), joins.with_author(other)
    if mine == theirs or len(mine | theirs) > MOST_AUTHORS:
        return None
    if any(Pair({a, b}) in joins.parted for a in mine for b in theirs):
        return None
    return _joined(joins, one, other, fresh, Joining(deed=Deed.JOINED, by=None, at=at, why=SAME_MAIL))


def separate(joins: Joins, author: AuthorId, *, by: MemberId, at: datetime, why: str) -> Joining:
    """Take an author out of their customer; the others stay together. Raises BadInput, WrongStage."""
    reason = clean_why(why)
    if len(joins.with_author(author)) == 1:
        raise WrongStage("This author is not joined to another one.")
    ended = frozenset(one for one in joins.memberships if one.author == author)
    return Joining(deed=Deed.SEPARATED, by=by, at=at, why=reason, ended=ended).following_on(joins)


def undo(joins: Joins, number: JoiningId, done: Joining, *, by: MemberId, at: datetime) -> Joining:
    """Take an act back: who was whom before it is so again, exactly. Raises WrongStage where that changed since."""
    left = joins.memberships - done.begun
    back = {one.author for one in done.ended}
    if not done.begun <= joins.memberships or any(one.author in back for one in left):
        raise WrongStage("This has changed since. Join or separate the authors one by one.")
    taken_back = Joining(
        deed=Deed.UNDONE, by=by, at=at, why=done.why, undoes=number, ended=done.begun, begun=done.ended
    )
    return taken_back.following_on(joins)


def looks_like_mail(text: str) -> bool:
    """Whether this is written like a mail address, without signs that no address of a customer has."""
    return len(text) <= _MAIL_LIMIT and _MAIL.fullmatch(text) is not None


_MAIL = re.compile(r"[^\s@<>\"'\\()\[\],;:]+@[\w-]+(\.[\w-]+)+")
_MAIL_LIMIT = 254


def clean_why(why: str) -> str:
    """A reason in one line. Raises BadInput where there is none, or where it is too long."""
    kept = " ".join(why.split())
    if not kept:
        raise BadInput("Say in a few words why; others must be able to judge it.", field="why")
    if len(kept) > WHY_LIMIT:
        raise BadInput(f"Keep this to {WHY_LIMIT} characters; there are {len(kept)} now.", field="why")
    return kept


def _joined(joins: Joins, one: AuthorId, other: AuthorId, fresh: CustomerId, plain: Joining) -> Joining:
    everyone = joins.with_author(one) | joins.with_author(other)
    if len(everyone) > MOST_AUTHORS:
        raise WrongStage(f"A customer has at most {MOST_AUTHORS} authors.")
    into = joins.customer_of(one) or joins.customer_of(other) or fresh
    coming = everyone - {member.author for member in joins.memberships if member.customer == into}
    made = replace(
        plain,
        ended=frozenset(member for member in joins.memberships if member.author in coming),
        begun=frozenset(
            Membership(author=author, customer=into, since=plain.at, by=plain.by, why=plain.why) for author in coming
        ),
    )
    return made.following_on(joins)
