"""The repository of those who write a draft right now."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.people import MemberId
from bot.domain.sheet import Drafting
from storage.tables import drafting


class SqlDrafting:
    """Fulfils `bot.ports.DraftingPeople`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def start(self, case_id: CaseId, member: MemberId, at: datetime) -> None:
        """Note that somebody writes; whoever does already has just begun anew."""
        begun = insert(drafting).values(case_id=case_id, member=member, since=at)
        await self._session.execute(
            begun.on_conflict_do_update(index_elements=drafting.primary_key, set_={"since": begun.excluded.since})
        )

    async def stop(self, case_id: CaseId, member: MemberId) -> bool:
        """Note that somebody does not write any more; False where they did not."""
        ended = delete(drafting).where(drafting.c.case_id == case_id, drafting.c.member == member)
        return bool((await self._session.scalars(ended.returning(drafting.c.member))).all())

    async def stop_all(self, case_id: CaseId, *, began_by: datetime) -> bool:
        """The same for all who began at a moment or before it; False where there were none."""
        ended = delete(drafting).where(drafting.c.case_id == case_id, drafting.c.since <= began_by)
        return bool((await self._session.scalars(ended.returning(drafting.c.member))).all())

    async def of(self, case_id: CaseId) -> list[Drafting]:
        """Those who write, the first to begin first."""
        found = select(drafting.c.member, drafting.c.since).where(drafting.c.case_id == case_id)
        rows = await self._session.execute(found.order_by(drafting.c.since, drafting.c.member))
        return [Drafting(member=MemberId(row.member), since=row.since) for row in rows]
