"""The repository of raw arrivals."""

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.ports import Delivery
from storage.tables import deliveries


class SqlDeliveries:
    """Fulfils `bot.ports.Deliveries`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, delivery: Delivery) -> int | None:
        """Keep an arrival to be read; None where it arrived before. One that was parked is taken anew."""
        return await self._put(delivery, "waiting", None)

    async def park(self, delivery: Delivery, error: str) -> None:
        """Keep an arrival that cannot be read, with the reason."""
        await self._put(delivery, "parked", error)

    async def get(self, delivery: int) -> Delivery | None:
        """An arrival that still waits to be read; None where it was read already."""
        row = (
            await self._session.execute(
                select(deliveries)
                .where(deliveries.c.id == delivery, deliveries.c.state == "waiting")
                .with_for_update()
            )
        ).one_or_none()
        if row is None:
            return None
        return Delivery(source=row.source, delivery_id=row.delivery_id, raw=row.raw, received_at=row.received_at)

    async def read(self, delivery: int) -> None:
        """Note that an arrival was read."""
        await self._session.execute(update(deliveries).where(deliveries.c.id == delivery).values(state="read"))

    async def give_up(self, delivery: int, error: str) -> None:
        """Park an arrival that turned out to be unreadable."""
        await self._session.execute(
            update(deliveries).where(deliveries.c.id == delivery).values(state="parked", error=error)
        )

    async def _put(self, delivery: Delivery, state: str, error: str | None) -> int | None:
        """Store an arrival, over a parked one but never over one that waits or was read."""
        values = {"raw": delivery.raw, "received_at": delivery.received_at, "state": state, "error": error}
        added: int | None = await self._session.scalar(
            insert(deliveries)
            .values(source=delivery.source, delivery_id=delivery.delivery_id, **values)
            .on_conflict_do_update(
                index_elements=["source", "delivery_id"],
                set_=values,
                where=deliveries.c.state == "parked",
            )
            .returning(deliveries.c.id)
        )
        return added
