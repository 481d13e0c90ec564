"""Say which words mean one thing."""

from __future__ import annotations

from bot.domain.company import Company
from bot.domain.errors import NotAllowed, UnknownEntry
from bot.domain.grouping import Entry
from bot.domain.own_words import read_entry
from bot.domain.people import Member
from bot.domain.roles import Act, permit
from bot.ports import Clock, UnitOfWork


async def edit_glossary(
    actor: Member,
    *,
    term: str,
    kind: str,
    synonyms: str,
    instead_of: str | None = None,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Entry:
    """Add an entry, or put one `instead_of` the entry with that term. Grouping reads by it from the next mention on.

    Raises BadInput, NotAllowed, UnknownEntry.
    """
    expect_editing(actor, company)
    async with uow:
        await uow.clusters.hold()
        entries = await uow.glossary.entries()
        if instead_of is not None:
            expect_entry(instead_of, entries)
        entry = read_entry(term, kind, synonyms, (one for one in entries if one.term != instead_of))
        if instead_of not in (None, entry.term):
            await uow.glossary.drop(instead_of)
        await uow.glossary.put(entry, actor.id, clock.now())
        await uow.clusters.renew()
        await uow.commit()
    return entry


async def look_up_entry(term: str, actor: Member, *, uow: UnitOfWork, company: Company) -> Entry:
    """The entry with this term, for somebody who may change it. Raises NotAllowed, UnknownEntry."""
    expect_editing(actor, company)
    async with uow:
        return expect_entry(term, await uow.glossary.entries())


def expect_entry(term: str, entries: list[Entry]) -> Entry:
    """The one of these with this term. Raises UnknownEntry."""
    found = next((one for one in entries if one.term == term), None)
    if found is None:
        raise UnknownEntry(term)
    return found


def expect_editing(actor: Member, company: Company) -> None:
    """Refuse whoever leads nothing: words weigh on the cases of all communities, so the leads of any of them have a
    say. Raises NotAllowed."""
    led = next((one for one in company.communities.values() if one.leads.holds(actor)), None)
    permit(Act.EDIT_GLOSSARY, actor, own=False, community=led, company=company)


def may_edit(actor: Member, company: Company) -> bool:
    """Whether `expect_editing` lets this person."""
    try:
        expect_editing(actor, company)
    except NotAllowed:
        return False
    return True
