"""Read a raw arrival into mentions."""

import asyncio
from collections.abc import Callable

from bot.domain.company import Company
from bot.domain.errors import BadInput
from bot.domain.mention import Arrived
from bot.ports import Clock, Delivery, UnitOfWork
from bot.usecases.take_delivery import take_delivery


async def read_delivery(
    delivery: int, *, parse: Callable[[Delivery], Arrived], uow: UnitOfWork, company: Company, clock: Clock
) -> None:
    """Store all that an arrival says which still waits, in one commit; one that was read is left alone.

    An arrival that `parse` refuses with BadInput is parked with the reason.
    """
    async with uow:
        arrival = await uow.deliveries.get(delivery)
        if arrival is None:
            return
        try:
            arrived = await asyncio.to_thread(parse, arrival)
        except BadInput as reason:
            await uow.deliveries.give_up(delivery, str(reason))
        else:
            await uow.deliveries.read(delivery)
            await take_delivery(arrival.source, arrived, uow=uow, company=company, clock=clock)
        await uow.commit()
