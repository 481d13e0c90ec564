"""The repository of what customers say of the answers they got."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.verdict import Verdict
from storage.tables import verdicts


class SqlVerdicts:
    """Fulfils `bot.ports.Verdicts`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, case_id: CaseId, reply: int, verdict: Verdict, at: datetime) -> None:
        """Keep what a customer says of a reply."""
        await self._session.execute(
            insert(verdicts).values(
                case_id=case_id,
                reply=reply,
                score=verdict.score,
                words=verdict.words,
                recommended=verdict.recommended,
                quotable=verdict.quotable,
                at=at,
            )
        )

    async def of(self, case_id: CaseId, reply: int) -> Verdict | None:
        """What the customer said of a reply, if anything."""
        found = await self._session.execute(
            select(verdicts).where(verdicts.c.case_id == case_id, verdicts.c.reply == reply)
        )
        row = found.one_or_none()
        if row is None:
            return None
        return Verdict(score=row.score, words=row.words, recommended=row.recommended, quotable=row.quotable)
