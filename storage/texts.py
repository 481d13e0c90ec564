"""The repository of the words inside a case."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.case import CaseId
from bot.domain.contribution import Contribution, Kept
from bot.domain.draft import Draft, Reply
from bot.domain.people import MemberId
from storage.tables import contribution_history, contributions, drafts, replies
from storage.together import RELY_ON_TOGETHERNESS, give_back, take_along


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
                partner=contribution.partner,
                at=contribution.at,
            )
            .on_conflict_do_nothing()
            .returning(contributions.c.id)
        )
        return added

    async def contribution(self, contribution: int) -> Contribution:
        """One contribution."""
        found = await self._session.execute(select(contributions).where(contributions.c.id == contribution))
        return _contribution(found.one())

    async def given(self, numbers: Collection[int]) -> dict[int, str]:
        """The words of these contributions."""
        found = await self._session.execute(
            select(contributions.c.id, contributions.c.text).where(contributions.c.id.in_(numbers))
        )
        return {row.id: row.text for row in found}

    async def find_contribution(self, identity: str) -> Kept | None:
        """A contribution that was not withdrawn, by its identity; others wait, and it stays in its case,
        until this unit of work ends."""
        await self._session.execute(RELY_ON_TOGETHERNESS)
        found = await self._session.execute(
            select(contributions)
            .where(contributions.c.identity == identity, contributions.c.withdrawn.is_(False))
            .with_for_update()
        )
        row = found.one_or_none()
        if row is None:
            return None
        return Kept(number=row.id, case_id=CaseId(row.case_id), contribution=_contribution(row))

    async def amend_contribution(self, contribution: int, text: str | None, at: datetime) -> None:
        """Change the words of a contribution, or withdraw it (None); what it said before is kept with it."""
        said = select(contributions.c.id, contributions.c.text, literal(at)).where(contributions.c.id == contribution)
        await self._session.execute(
            insert(contribution_history).from_select(["contribution_id", "text", "until"], said)
        )
        changed = {"withdrawn": True, "text": ""} if text is None else {"text": text}
        await self._session.execute(update(contributions).where(contributions.c.id == contribution).values(**changed))

    async def merge(self, one: CaseId, into: CaseId) -> None:
        """Let the contributions of a case stand in another one, each knowing which case it came with."""
        await self._session.execute(take_along(contributions, one, into))

    async def part(self, case_id: CaseId, one: CaseId) -> None:
        """Give the contributions that came with `one` last back to it."""
        await self._session.execute(give_back(contributions, case_id, one))

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

    async def add_reply(self, case_id: CaseId, reply: Reply) -> None:
        """Keep the exact text that the customer got."""
        await self._session.execute(
            insert(replies).values(
                case_id=case_id,
                number=reply.number,
                text=reply.text,
                url=reply.url,
                by=reply.by,
                at=reply.at,
                asked_since=reply.asked_since,
                due_at=reply.due,
                sent=reply.sent,
            )
        )

    async def reply(self, case_id: CaseId, number: int) -> Reply | None:
        """What the customer got, if there is a reply of this number."""
        found = await self._session.execute(
            select(replies).where(replies.c.case_id == case_id, replies.c.number == number)
        )
        row = found.one_or_none()
        if row is None:
            return None
        return Reply(
            number=row.number,
            text=row.text,
            url=row.url,
            by=MemberId(row.by),
            at=row.at,
            asked_since=row.asked_since,
            due=row.due_at,
            sent=row.sent,
        )


def _contribution(row: Row[Any]) -> Contribution:
    return Contribution(
        member=MemberId(row.member),
        function=row.function,
        text=row.text,
        identity=row.identity,
        at=row.at,
        partner=row.partner,
    )
