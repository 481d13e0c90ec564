"""The repository of the people inside."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.people import Member, MemberId
from storage.tables import members


class SqlMembers:
    """Fulfils `bot.ports.Members`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, member: MemberId) -> Member | None:
        """A person by id, if known."""
        row = (await self._session.execute(select(members).where(members.c.id == member))).one_or_none()
        return _member(row) if row else None

    async def put(self, people: Iterable[Member]) -> None:
        """Add people or renew what is known of them; whether they are on the boards, or suggested, is theirs to
        say."""
        rows = [
            {
                "id": p.id,
                "name": p.name,
                "function": p.function,
                "active": p.active,
                "guest": p.guest,
                "groups": sorted(p.groups),
                "zone": p.zone,
            }
            for p in people
        ]
        if not rows:
            return
        statement = insert(members).values(rows)
        renewed = {name: statement.excluded[name] for name in rows[0] if name != "id"}
        await self._session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=renewed))

    async def names(self, ids: Iterable[MemberId]) -> dict[MemberId, str]:
        """The names of these people, as far as they are known."""
        rows = await self._session.execute(select(members.c.id, members.c.name).where(members.c.id.in_(set(ids))))
        return {MemberId(row.id): row.name for row in rows}

    async def on_boards(self) -> frozenset[str]:
        """Everyone who opted in, works here still and is no guest."""
        return frozenset(await self._session.scalars(select(members.c.id).where(on_boards())))

    async def set_on_boards(self, member: MemberId, on: bool) -> None:
        """Opt in or out."""
        await self._session.execute(update(members).where(members.c.id == member).values(on_boards=on))

    async def set_told(
        self, member: MemberId, *, quiet_from: int | None, quiet_until: int | None, weekly_note: bool
    ) -> None:
        """Note when somebody wants quiet, in minutes of their day, and whether they want the weekly note."""
        told = {"quiet_from": quiet_from, "quiet_until": quiet_until, "weekly_note": weekly_note}
        await self._session.execute(update(members).where(members.c.id == member).values(**told))

    async def functions(self) -> dict[str, str | None]:
        """The function of everyone who works here and is no guest, None where it is not known."""
        rows = await self._session.execute(select(members.c.id, members.c.function).where(present()))
        return {row.id: row.function for row in rows}

    async def set_suggested(self, member: MemberId, on: bool) -> None:
        """Let somebody be suggested to those who look for help, or not."""
        await self._session.execute(update(members).where(members.c.id == member).values(suggested=on))

    async def among(
        self, *, ids: frozenset[MemberId], functions: frozenset[str], usergroup: str | None
    ) -> list[Member]:
        """Those of these ids, of these functions, or of this user group, who have not left and are no guests."""
        named = [members.c.id.in_(ids), members.c.function.in_(functions)]
        grouped = [members.c.groups.contains([usergroup])] if usergroup else []
        rows = await self._session.execute(select(members).where(present(), or_(*named, *grouped)))
        return [_member(row) for row in rows]

    async def away(self) -> frozenset[str]:
        """Guests and people who have left; they neither confirm nor earn."""
        found = select(members.c.id).where(or_(members.c.guest, members.c.active.is_(False)))
        return frozenset(await self._session.scalars(found))


def present() -> ColumnElement[bool]:
    """Whether somebody works here and is no guest."""
    return members.c.active & members.c.guest.is_(False)


def on_boards() -> ColumnElement[bool]:
    """Whether somebody may be named in public: they joined the boards, and are here still."""
    return members.c.on_boards & present()


def _member(row: Row[Any]) -> Member:
    return Member(**{**row._mapping, "groups": frozenset(row.groups)})
