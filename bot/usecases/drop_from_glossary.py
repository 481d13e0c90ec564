"""Take an entry out of the glossary."""

from __future__ import annotations

from bot.domain.company import Company
from bot.domain.errors import UnknownEntry
from bot.domain.people import Member
from bot.ports import UnitOfWork
from bot.usecases.edit_glossary import expect_editing


async def drop_from_glossary(term: str, actor: Member, *, uow: UnitOfWork, company: Company) -> None:
    """Let its words mean different things again, from the next mention on. Raises NotAllowed, UnknownEntry."""
    expect_editing(actor, company)
    async with uow:
        await uow.clusters.hold()
        if not await uow.glossary.drop(term):
            raise UnknownEntry(term)
        await uow.clusters.renew()
        await uow.commit()
