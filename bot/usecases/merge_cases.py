"""Let one case go on as part of another."""

from __future__ import annotations

from datetime import datetime

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.likeness import most_alike
from bot.domain.people import Member
from bot.domain.privacy import expect_to_see
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep

LOOKED_AT = 200
"""Open cases of a community, the newest, among which those that are alike are looked for."""

OFFERED = 50
"""Cases that are offered to choose from; any other one can be named by its number."""


async def merge_cases(
    case_id: CaseId, actor: Member, *, into: CaseId, uow: UnitOfWork, company: Company, clock: Clock
) -> Case:
    """Make a case part of the case `into`, with its mentions and its input; returns that one. `part_case` reverses
    it.

    Raises BadInput, NotAllowed, UnknownCase, WrongStage.
    """
    async with uow:
        one, other = await uow.cases.get_both(case_id, into)
        permit_on(Act.MERGE, actor, one, company)
        expect_to_see(actor, other.community, company)
        grown = await join_cases(one, other, actor, clock.now(), uow=uow, company=company)
        await uow.suggestions.allow(case_id, into)
        await uow.commit()
    return grown


async def join_cases(
    one: Case, other: Case, actor: Member | None, now: datetime, *, uow: UnitOfWork, company: Company
) -> Case:
    """Do the same inside a unit of work that holds both; without an `actor` Muster itself does it. Raises BadInput,
    NotAllowed, WrongStage."""
    merged = one.merge_into(by=actor, at=now, into=other.id)
    grown = other.absorb(by=actor, at=now, other=one)
    await uow.mentions.merge(one.id, other.id)
    await uow.texts.merge(one.id, other.id)
    await keep(grown, uow=uow, company=company)
    await keep(merged, uow=uow, company=company)
    return grown


async def cases_to_merge_into(case_id: CaseId, *, uow: UnitOfWork) -> list[Case]:
    """Open cases of the same community, those with the most words in common first, then the newest.

    Raises UnknownCase.
    """
    async with uow:
        case = await uow.cases.read(case_id)
        others = await uow.cases.open_in(case.community, LOOKED_AT)
    return most_alike(case, [other for other in others if other.id != case_id])[:OFFERED]
