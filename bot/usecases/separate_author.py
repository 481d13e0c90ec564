"""Say that somebody who wrote outside is another person than the rest of their customer."""

from bot.domain.company import Company
from bot.domain.customer import AuthorId, JoiningId, KnownAuthor, separate
from bot.domain.people import Member
from bot.domain.roles import Act, permit
from bot.ports import Clock, UnitOfWork
from bot.usecases.join_authors import seen


async def separate_author(
    author: AuthorId, actor: Member, *, why: str, uow: UnitOfWork, company: Company, clock: Clock
) -> tuple[JoiningId, KnownAuthor]:
    """Take an author out of their customer; what is known of them goes along. No machine ever joins them again. Gives
    the number of the act, by which it is undone, and the author.

    Raises BadInput, NotAllowed, UnknownCustomer, WrongStage.
    """
    permit(Act.SEPARATE_AUTHOR, actor, own=True, community=None, company=company)
    async with uow:
        one = await seen(author, actor, uow=uow, company=company)
        await uow.customers.hold()
        joins = await uow.customers.joins({author})
        number = await uow.customers.make(separate(joins, author, by=actor.id, at=clock.now(), why=why))
        await uow.commit()
    return number, one
