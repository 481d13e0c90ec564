"""Take a raw arrival in."""

from bot.ports import Clock, Delivery, UnitOfWork


async def receive_delivery(source: str, delivery_id: str, raw: bytes, *, uow: UnitOfWork, clock: Clock) -> bool:
    """Keep an arrival and the job that reads it, in one commit. False where it arrived before."""
    async with uow:
        arrival = Delivery(source=source, delivery_id=delivery_id, raw=raw, received_at=clock.now())
        number = await uow.deliveries.add(arrival)
        if number is None:
            return False
        await uow.jobs.read_delivery(number)
        await uow.commit()
    return True


async def park_delivery(
    source: str, delivery_id: str, raw: bytes, error: str, *, uow: UnitOfWork, clock: Clock
) -> None:
    """Keep an arrival that cannot be read with the reason, so that nothing is lost."""
    async with uow:
        arrival = Delivery(source=source, delivery_id=delivery_id, raw=raw, received_at=clock.now())
        await uow.deliveries.park(arrival, error)
        await uow.commit()
