"""Join authors of several sources by a verified mail address."""

from bot.domain.company import Company
from bot.domain.customer import Joining, KnownAuthor, join_by_mail, looks_like_mail
from bot.domain.mention import Author
from bot.ports import Clock, UnitOfWork


async def join_same_mail(one: KnownAuthor, *, uow: UnitOfWork, company: Company, clock: Clock) -> bool:
    """Join an author to those with the same address, where the settings say of both sources that their handles are
    verified addresses; never two whom a person took apart. Inside a unit of work that is open already; False where
    there is nothing to commit."""
    mail = verified_mail(one.author, company)
    if mail is None:
        return False
    others = [number for number in await uow.customers.with_mail(mail, company.verified_mail) if number != one.id]
    if not others:
        return False
    await uow.customers.hold()
    done = False
    for other in others:
        joins, now = await uow.customers.joins({one.id, other}), clock.now()
        if other in joins.with_author(one.id):
            continue
        known = joins.customer_of(one.id) or joins.customer_of(other)
        fresh = known or await uow.customers.fresh(now)
        made: Joining | None = join_by_mail(joins, one.id, other, fresh=fresh, at=now)
        if made:
            await uow.customers.make(made)
            done = True
    return done


def verified_mail(author: Author, company: Company) -> str | None:
    """The mail address of an author, where somebody has verified that it is theirs."""
    sure = author.source in company.verified_mail and looks_like_mail(author.handle)
    return author.handle.casefold() if sure else None
