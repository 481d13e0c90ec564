"""Read a raw arrival into mentions."""

from collections.abc import Callable

from bot.domain.company import Company
from bot.domain.errors import BadInput
from bot.domain.mention import Mention
from bot.domain.routing import Rules
from bot.ports import Clock, Delivery, UnitOfWork
from bot.usecases.bring_in import take_in_all


async def read_delivery(
    delivery: int,
    *,
    parse: Callable[[Delivery], list[Mention]],
    uow: UnitOfWork,
    company: Company,
    rules: Rules,
    clock: Clock,
) -> None:
    """Bring in all mentions of an arrival that still waits, in one commit; one that was read is left alone.

    An arrival that `parse` refuses with BadInput is parked with the reason.
    """
    async with uow:
        arrival = await uow.deliveries.get(delivery)
        if arrival is None:
            return
        try:
            mentions = parse(arrival)
        except BadInput as reason:
            await uow.deliveries.give_up(delivery, str(reason))
        else:
            await take_in_all(mentions, uow=uow, company=company, rules=rules, clock=clock)
            await uow.deliveries.read(delivery)
        await uow.commit()
