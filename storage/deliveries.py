"""The repository of raw arrivals."""

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.ports import Delivery, Parked
from storage.spelling import as_kept
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
        return Delivery(
            source=row.source,
            delivery_id=row.delivery_id,
            raw=row.raw,
            received_at=row.received_at,
            kind=row.kind,
        )

    async def read(self, delivery: int) -> None:
        """Note that an arrival was read."""
        await self._session.execute(update(deliveries).where(deliveries.c.id == delivery).values(state="read"))

    async def give_up(self, delivery: int, error: str) -> None:
        """Park an arrival that turned out to be unreadable."""
        await self._session.execute(
            update(deliveries).where(deliveries.c.id == delivery).values(state="parked", error=as_kept(error))
        )

    async def parked(self, source: str | None) -> list[Parked]:
        """What is parked, of one source or of all, the newest first."""
        kept = func.octet_length(deliveries.c.raw).label("kept")
        asked = select(
            deliveries.c.id, deliveries.c.source, deliveries.c.received_at, deliveries.c.error, kept
        ).where(deliveries.c.state == "parked")
        if source is not None:
            asked = asked.where(deliveries.c.source == source)
        return [
            Parked(
                number=row.id,
                source=row.source,
                received_at=row.received_at,
                reason=row.error or "",
                bytes_kept=row.kept,
            )
            for row in await self._session.execute(asked.order_by(deliveries.c.id.desc()))
        ]

    async def take_up(self, delivery: int) -> bool:
        """Let a parked arrival whose bytes are kept wait to be read again; False where it is none any more."""
        taken = await self._session.scalar(
            update(deliveries)
            .where(
                deliveries.c.id == delivery, deliveries.c.state == "parked", func.octet_length(deliveries.c.raw) > 0
            )
            .values(state="waiting", error=None)
            .returning(deliveries.c.id)
        )
        return taken is not None

    async def _put(self, delivery: Delivery, state: str, error: str | None) -> int | None:
        """Store an arrival, over a parked one but never over one that waits or was read."""
        values = {
            "kind": delivery.kind,
            "raw": delivery.raw,
            "received_at": delivery.received_at,
            "state": state,
            "error": error and as_kept(error),
        }
        added: int | None = await self._session.scalar(
            insert(deliveries)
            .values(source=delivery.source, delivery_id=as_kept(delivery.delivery_id), **values)
            .on_conflict_do_update(
                index_elements=["source", "delivery_id"],
                set_=values,
                where=deliveries.c.state == "parked",
            )
            .returning(deliveries.c.id)
        )
        return added
