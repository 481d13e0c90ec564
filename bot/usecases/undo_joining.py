"""Take back that authors were joined or separated."""

from bot.domain.company import Company
from bot.domain.customer import AuthorId, JoiningId, undo
from bot.domain.errors import UnknownCustomer, WrongStage
from bot.domain.people import Member
from bot.domain.privacy import hidden_from
from bot.domain.roles import Act, permit
from bot.ports import Clock, UnitOfWork


async def undo_joining(
    number: JoiningId, actor: Member, *, uow: UnitOfWork, company: Company, clock: Clock
) -> AuthorId:
    """Let who was whom before an act be so again, exactly, where nothing about them was changed since. Gives one of
    the authors. Raises NotAllowed, UnknownCustomer, WrongStage."""
    permit(Act.SEPARATE_AUTHOR, actor, own=True, community=None, company=company)
    async with uow:
        await uow.customers.hold()
        made = await uow.customers.made(number)
        touched = made.ended | made.begun if made else frozenset()
        authors = {one.author for one in touched}
        shown = await uow.customers.authors(authors, hidden_from(actor, company))
        if made is None or not shown:
            raise UnknownCustomer(str(number))
        among = {one.customer for one in touched}
        if await uow.customers.newest(authors, among) != number:
            raise WrongStage("This has changed since. Join or separate the authors one by one.")
        joins = await uow.customers.joins(authors, among)
        await uow.customers.make(undo(joins, number, made, by=actor.id, at=clock.now()))
        await uow.commit()
    return shown[0].id
