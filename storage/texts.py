"""The repository of the words inside a case."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.contribution import Contribution
from bot.domain.draft import Draft
from bot.domain.people import MemberId
from storage.tables import contributions, drafts, replies


class SqlTexts:
    """Fulfils `bot.ports.Texts`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add_contribution(self, case_id: CaseId, contribution: Contribution) -> int | None:
        """Keep a contribution; None where it is known already."""
        added: int | None = await self._session.scalar(
            upsert(contributions)
            .values(
                case_id=case_id,
                member=contribution.member,
                function=contribution.function,
                text=contribution.text,
                identity=contribution.identity,
                at=contribution.at,
            )
            .on_conflict_do_nothing()
            .returning(contributions.c.id)
        )
        return added

    async def contribution(self, contribution: int) -> Contribution:
        """One contribution."""
        row = (await self._session.execute(select(contributions).where(contributions.c.id == contribution))).one()
        return Contribution(
            member=MemberId(row.member),
            function=row.function,
            text=row.text,
            identity=row.identity,
            at=row.at,
        )

    async def add_draft(self, case_id: CaseId, draft: Draft) -> None:
        """Keep a revision of the answer."""
        await self._session.execute(
            insert(drafts).values(
                case_id=case_id,
                revision=draft.revision,
                text=draft.text,
                author=draft.author,
                at=draft.at,
            )
        )

    async def draft(self, case_id: CaseId, revision: int) -> Draft:
        """One revision."""
        row = (
            await self._session.execute(
                select(drafts).where(drafts.c.case_id == case_id, drafts.c.revision == revision)
            )
        ).one()
        return Draft(revision=row.revision, text=row.text, author=MemberId(row.author), at=row.at)

    async def add_reply(self, case_id: CaseId, text: str, url: str, by: MemberId, at: datetime) -> None:
        """Keep the exact text that the customer got."""
        await self._session.execute(insert(replies).values(case_id=case_id, text=text, url=url, by=by, at=at))
