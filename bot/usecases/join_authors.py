"""Say that two who wrote outside are one customer."""

from __future__ import annotations

from bot.domain.company import Company
from bot.domain.customer import AuthorId, JoiningId, KnownAuthor, clean_why, join
from bot.domain.errors import BadInput, UnknownCustomer
from bot.domain.history import Candidates
from bot.domain.people import Member
from bot.domain.privacy import hidden_from
from bot.domain.roles import Act, permit
from bot.ports import Clock, UnitOfWork
from bot.usecases.find_customer import find_in


async def join_authors(
    author: AuthorId, actor: Member, *, other: str, why: str, uow: UnitOfWork, company: Company, clock: Clock
) -> tuple[JoiningId, KnownAuthor, KnownAuthor]:
    """Join the author that `other` means, with all who are one customer with them, to the customer that `author` is.
    Gives the number of the act, by which it is undone, and the two.

    Raises BadInput, NotAllowed, UnknownCase, UnknownCustomer, WrongStage.
    """
    permit(Act.JOIN_AUTHORS, actor, own=True, community=None, company=company)
    reason = clean_why(why)
    async with uow:
        one = await seen(author, actor, uow=uow, company=company)
        found = await _meant(other, actor, uow, company)
        await uow.customers.hold()
        joins = await uow.customers.joins({author, found.id})
        now = clock.now()
        known = joins.customer_of(author) or joins.customer_of(found.id)
        fresh = known or await uow.customers.fresh(now)
        made = join(joins, author, found.id, fresh=fresh, by=actor.id, at=now, why=reason)
        number = await uow.customers.make(made)
        await uow.commit()
    return number, one, found


async def seen(author: AuthorId, reader: Member, *, uow: UnitOfWork, company: Company) -> KnownAuthor:
    """An author of whom a person may know, inside a unit of work that is open already. Raises UnknownCustomer."""
    found = await uow.customers.authors({author}, hidden_from(reader, company))
    if not found:
        raise UnknownCustomer(str(author))
    return found[0]


async def _meant(words: str, actor: Member, uow: UnitOfWork, company: Company) -> KnownAuthor:
    try:
        found = await find_in(words, actor, uow=uow, company=company)
    except (BadInput, UnknownCustomer) as error:
        raise BadInput(str(error), field="other") from None
    if isinstance(found, Candidates):
        named = ", ".join(f"{one.author.source}:{one.author.handle}"[:80] for one in found.authors[:5])
        raise BadInput(f"This could be several: {named}. Write one of them like this.", field="other")
    return found
