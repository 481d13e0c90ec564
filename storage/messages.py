"""The repository of what Muster has said in Slack."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.ports import Posted
from storage.tables import messages


class SqlMessages:
    """Fulfils `bot.ports.Messages`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def intend(self, key: str, channel: str, case_id: CaseId | None, at: datetime) -> Posted | None:
        """Note that a message is about to be said. Returns what is known of it if it was intended before."""
        first = await self._session.scalar(
            insert(messages)
            .values(key=key, channel=channel, case_id=case_id, attempted_at=at)
            .on_conflict_do_nothing()
            .returning(messages.c.key)
        )
        return None if first else await self.get(key)

    async def said(self, key: str, ts: str) -> None:
        """Note where a message stands."""
        await self._session.execute(update(messages).where(messages.c.key == key).values(ts=ts, error=None))

    async def forget(self, key: str) -> None:
        """Know nothing of a message any more: it was not said, or is gone from Slack."""
        await self._session.execute(delete(messages).where(messages.c.key == key))

    async def failed(self, key: str, error: str) -> None:
        """Note that Slack refused a message for good."""
        await self._session.execute(update(messages).where(messages.c.key == key).values(error=error))

    async def get(self, key: str) -> Posted | None:
        """A message by its key."""
        row = (await self._session.execute(select(messages).where(messages.c.key == key))).one_or_none()
        if row is None:
            return None
        return Posted(
            key=row.key,
            channel=row.channel,
            ts=row.ts,
            case_id=row.case_id,
            attempted_at=row.attempted_at,
        )

    async def card_channels(self, case_id: CaseId) -> list[str]:
        """The channels in which a case has a card, or a pointer that it left behind."""
        found = await self._session.scalars(
            select(messages.c.channel)
            .where(messages.c.case_id == case_id, messages.c.key.startswith("card:"))
            .order_by(messages.c.channel)
        )
        return list(found)

    async def case_of_thread(self, channel: str, ts: str) -> CaseId | None:
        """The case whose card is the root of a thread."""
        found = await self._session.scalar(
            select(messages.c.case_id).where(
                messages.c.channel == channel, messages.c.ts == ts, messages.c.key.startswith("card:")
            )
        )
        return None if found is None else CaseId(found)

    async def note_at(self, channel: str, ts: str) -> tuple[CaseId, int] | None:
        """The case of a note in a thread, and the number of the activity that it tells of."""
        key = await self._session.scalar(
            select(messages.c.key).where(
                messages.c.channel == channel, messages.c.ts == ts, messages.c.key.startswith("note:")
            )
        )
        if key is None:
            return None
        _, case_id, number = key.split(":")
        return CaseId(int(case_id)), int(number)

    async def sharing_of_thread(self, channel: str, ts: str) -> int | None:
        """The number of the copy in a partner's channel that is the root of a thread."""
        key = await self._session.scalar(
            select(messages.c.key).where(
                messages.c.channel == channel, messages.c.ts == ts, messages.c.key.startswith("partner:")
            )
        )
        return None if key is None else int(key.partition(":")[2])
