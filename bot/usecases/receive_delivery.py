"""Take a raw arrival in."""

from bot.ports import Delivery, UnitOfWork


async def receive_delivery(arrival: Delivery, *, uow: UnitOfWork) -> bool:
    """Keep an arrival and the job that reads it, in one commit. False where it arrived before."""
    async with uow:
        number = await uow.deliveries.add(arrival)
        if number is None:
            return False
        await uow.jobs.read_delivery(number)
        await uow.commit()
    return True


async def park_delivery(arrival: Delivery, error: str, *, uow: UnitOfWork) -> None:
    """Keep an arrival that cannot be read with the reason, so that nothing is lost."""
    async with uow:
        await uow.deliveries.park(arrival, error)
        await uow.commit()
