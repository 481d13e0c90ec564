"""The repository of signs of thanks on contributions."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.people import MemberId
from bot.domain.reaction import Reaction
from storage.tables import reactions


class SqlReactions:
    """Fulfils `bot.ports.Reactions`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def note(self, contribution: int, reaction: Reaction) -> None:
        """Remember that a sign was put on a contribution, or taken away, unless something newer is known of it."""
        statement = insert(reactions).values(
            contribution_id=contribution,
            member=reaction.by,
            name=reaction.name,
            at=reaction.at,
            standing=reaction.standing,
        )
        newer = {"at": statement.excluded.at, "standing": statement.excluded.standing}
        await self._session.execute(
            statement.on_conflict_do_update(
                index_elements=reactions.primary_key, set_=newer, where=reactions.c.at < statement.excluded.at
            )
        )

    async def standing(self, by: MemberId, contributions: Collection[int]) -> set[int]:
        """Those of some contributions on which a sign of this person stands."""
        found = await self._session.scalars(
            select(reactions.c.contribution_id).where(
                reactions.c.contribution_id.in_(contributions), reactions.c.member == by, reactions.c.standing
            )
        )
        return set(found)
