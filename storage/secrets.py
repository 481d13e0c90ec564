"""The repository of the secrets that Muster makes for itself."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import secrets


class SqlSecrets:
    """Fulfils `bot.ports.Secrets`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def keep(self, name: str, fresh: bytes) -> bytes:
        """The secret of this name: the one that stands, else `fresh`, which stands from then on."""
        await self._session.execute(insert(secrets).values(name=name, value=fresh).on_conflict_do_nothing())
        kept: bytes = (await self._session.scalars(select(secrets.c.value).where(secrets.c.name == name))).one()
        return kept
