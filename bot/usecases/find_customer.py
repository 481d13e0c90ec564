"""Find the customer whom some words mean: a handle, a mail address, a name or the number of a case."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.domain.case import CaseId
from bot.domain.company import Company
from bot.domain.customer import KnownAuthor
from bot.domain.errors import BadInput, UnknownCustomer
from bot.domain.history import Candidates
from bot.domain.people import Member
from bot.domain.privacy import hidden_from
from bot.ports import UnitOfWork
from bot.usecases.look_up_case import read_for

MOST = 10
"""Customers that one picks from."""

LOOKED_AT = 50
"""Authors that are looked at to find so many customers."""

_MAILTO = re.compile(r"<mailto:([^|>]+)(?:\|[^>]*)?>")
"""What Slack makes of a mail address."""

_MOST_DIGITS = 18


async def find_customer(words: str, reader: Member, *, uow: UnitOfWork, company: Company) -> KnownAuthor | Candidates:
    """An author of the customer, or an author of each that could be meant. Raises BadInput, NotAllowed, UnknownCase,
    UnknownCustomer."""
    async with uow:
        return await find_in(words, reader, uow=uow, company=company)


async def find_in(words: str, reader: Member, *, uow: UnitOfWork, company: Company) -> KnownAuthor | Candidates:
    """The same inside a unit of work that is open already."""
    asked = " ".join(_MAILTO.sub(r"\1", words).split())
    if not asked:
        raise BadInput(
            "Write of whom: a handle, a mail address, a name, or the number of a case, like "
            "`/muster customer dana_k`."
        )
    number = asked.removeprefix("case ").removeprefix("#")
    if number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS:
        return await _of_case(CaseId(int(number)), reader, uow, company)
    return await _one_each(asked, await _called(asked, hidden_from(reader, company), uow), uow)


async def _of_case(case_id: CaseId, reader: Member, uow: UnitOfWork, company: Company) -> KnownAuthor | Candidates:
    await read_for(reader, case_id, uow=uow, company=company)
    wrote = await uow.customers.who_wrote(case_id, LOOKED_AT)
    if not wrote:
        raise BadInput(f"Nobody knows who wrote what case {case_id} is about, so there is no customer to look up.")
    return await _one_each(f"case {case_id}", wrote, uow)


async def _called(asked: str, hidden: Collection[str], uow: UnitOfWork) -> Sequence[KnownAuthor]:
    source, _, handle = asked.partition(":")
    if handle and (one := await uow.customers.at_source(source.strip(), handle.strip(), hidden)):
        return [one]
    for name in dict.fromkeys((asked, asked.lstrip("@ "))):
        if name and (found := await uow.customers.called(name, LOOKED_AT, hidden)):
            return found
    raise UnknownCustomer(asked[:40])


async def _one_each(words: str, found: Sequence[KnownAuthor], uow: UnitOfWork) -> KnownAuthor | Candidates:
    """An author of each customer among those found."""
    joins = await uow.customers.joins([one.id for one in found])
    seen = set[frozenset[int]]()
    each = []
    for one in found:
        if (group := joins.with_author(one.id)) not in seen:
            seen.add(group)
            each.append(one)
    if len(each) == 1:
        return each[0]
    return Candidates(words=words, authors=each[:MOST], more=len(each) > MOST or len(found) == LOOKED_AT)
