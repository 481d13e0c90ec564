"""Look at the company's own words."""

from __future__ import annotations

from bot.domain.company import Company
from bot.domain.grouping import Entry, Kind
from bot.domain.own_words import GlossaryPage, read_kind
from bot.domain.people import Member
from bot.ports import UnitOfWork
from bot.usecases.edit_glossary import may_edit

PER_PAGE = 10


async def list_glossary(words: str, reader: Member, *, page: int, uow: UnitOfWork, company: Company) -> GlossaryPage:
    """A page of the entries of the kind that the words name, or of all. Raises BadInput."""
    kind = read_kind(words)
    async with uow:
        entries = [one for one in await uow.glossary.entries() if kind in (None, one.kind)]
    entries.sort(key=_order)
    page = min(page, max(len(entries) - 1, 0) // PER_PAGE)
    shown = entries[page * PER_PAGE :][:PER_PAGE]
    more = len(entries) > (page + 1) * PER_PAGE
    return GlossaryPage(
        kind=kind, entries=shown, total=len(entries), page=page, more=more, may_edit=may_edit(reader, company)
    )


def _order(entry: Entry) -> tuple[int, str]:
    return list(Kind).index(entry.kind), entry.term.casefold()
