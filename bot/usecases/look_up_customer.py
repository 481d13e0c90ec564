"""See all there is to a customer: who they are, what is known of them, and all that happened."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.company import Company
from bot.domain.customer import AuthorId, Joins, KnownAuthor, Membership
from bot.domain.errors import NotAllowed
from bot.domain.history import CustomerSheet
from bot.domain.people import Member
from bot.domain.privacy import hidden_from
from bot.domain.provenance import MAIL, Copied, Datum, Kept, Owned, still_known
from bot.ports import Clock, Crm, CrmFailed, UnitOfWork
from bot.usecases.join_authors import seen
from bot.usecases.join_same_mail import join_same_mail, verified_mail
from bot.usecases.look_up_case import names_of

PAGE = 10
"""Lines of the timeline a page."""

LAST_PAGE = 999

MOST_MAILS = 3
"""Addresses of one customer that the system beside Muster is asked for; somebody waits for the answers."""


async def look_up_customer(
    author: AuthorId,
    reader: Member,
    *,
    page: int = 0,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
    crm: Crm | None = None,
) -> CustomerSheet:
    """The record of the customer that an author is, with one page (from 0) of the timeline. What the settings say is
    copied is brought up to date; what is displayed stands in the sheet and nowhere else.

    Raises NotAllowed, UnknownCustomer.
    """
    if not reader.may_take_part:
        raise NotAllowed("A customer’s record is for the people of the company. Ask one of them.")
    async with uow:
        one = await seen(author, reader, uow=uow, company=company)
        if await join_same_mail(one, uow=uow, company=company, clock=clock):
            await uow.commit()
    async with uow:
        joins = await uow.customers.joins({author})
        shown = await uow.customers.authors(joins.with_author(author), hidden_from(reader, company))
        mails = await _mails(shown, uow, company)
    told, problem = await _ask(mails, crm, company, clock.now())  # outside: nobody waits for rows meanwhile
    async with uow:
        await _keep_copies(told, uow, company, clock.now())
        sheet = await _sheet(one, reader, min(page, LAST_PAGE), told, problem, uow, company)
        await uow.commit()
    return sheet


Told = Mapping[frozenset[AuthorId], Sequence[Datum]]
"""What the system beside Muster says, and about which authors."""


async def _mails(shown: Sequence[KnownAuthor], uow: UnitOfWork, company: Company) -> dict[str, frozenset[AuthorId]]:
    """The addresses of these authors, and whose each is: verified ones, and one that a person gave for all."""
    group = frozenset(known.id for known in shown)
    mails: dict[str, frozenset[AuthorId]] = {}
    for known in shown:
        if mail := verified_mail(known.author, company):
            mails[mail] = mails.get(mail, frozenset()) | {known.id}
    for kept in await uow.customers.known_of(group):
        if isinstance(kept, Owned) and kept.key == MAIL:
            mails[kept.value.casefold()] = group
    return dict(sorted(mails.items())[:MOST_MAILS])


async def _ask(
    mails: Mapping[str, frozenset[AuthorId]], crm: Crm | None, company: Company, now: datetime
) -> tuple[Told, str | None]:
    """What the system says of each address, and what kept it from answering."""
    terms, told = company.crm, dict[frozenset[AuthorId], list[Datum]]()
    if crm is None or terms is None:
        return told, None
    try:
        answers = await asyncio.gather(*map(crm.by_mail, mails))  # at once: somebody waits
    except CrmFailed as error:
        return {}, f"{terms.system} could not be asked. {error}"
    for whose, records in zip(mails.values(), answers, strict=True):
        told.setdefault(whose, []).extend(one for record in records for one in terms.read(record, now))
    return told, None


async def _keep_copies(told: Told, uow: UnitOfWork, company: Company, now: datetime) -> None:
    """Bring up to date what the settings say is copied; nothing else of what was told is kept."""
    for whose, said in told.items():
        known = await uow.customers.known_of(whose)
        mine = [one for one in known if isinstance(one, Copied) and company.crm and one.system == company.crm.system]
        ended, begun = still_known(mine, [one for one in said if isinstance(one, Copied)])
        await uow.customers.end(whose, ended, now)
        for one in begun:
            await uow.customers.keep(whose, one)


async def _sheet(
    one: KnownAuthor,
    reader: Member,
    page: int,
    told: Told,
    problem: str | None,
    uow: UnitOfWork,
    company: Company,
) -> CustomerSheet:
    hidden = hidden_from(reader, company)
    joins: Joins = await uow.customers.joins({one.id})
    shown = await uow.customers.authors(joins.with_author(one.id), hidden)
    ids = [known.id for known in shown]
    kept: list[Kept] = await uow.customers.known_of(ids)
    passing = [datum for said in told.values() for datum in said if not isinstance(datum, Copied)]
    happened = await uow.customers.timeline(ids, PAGE + 1, page * PAGE, hidden)
    memberships: list[Membership] = [member for member in joins.memberships if member.author in ids]
    named = {member.by for member in memberships if member.by}
    named.update(datum.by for datum in kept if isinstance(datum, Owned))
    return CustomerSheet(
        author=one,
        authors=shown,
        memberships=memberships,
        known=[*kept, *passing],
        happened=happened[:PAGE],
        page=page,
        more=len(happened) > PAGE and page < LAST_PAGE,
        names=await names_of(named, uow=uow, company=company),
        problem=problem,
        undoable=await uow.customers.newest(ids),
    )
