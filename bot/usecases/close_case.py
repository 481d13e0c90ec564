"""End an answered case, and say who helped."""

from collections.abc import Iterable

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import expect_words
from bot.domain.people import Member, MemberId
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def close_case(
    case_id: CaseId,
    actor: Member,
    *,
    outcome: str,
    helped: Iterable[tuple[MemberId, str]],
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Close a case with what came of it. Each `(member, slot)` of `helped` is confirmed by `actor`.

    Raises BadInput, NotAllowed, UnknownCase, WrongStage.
    """
    expect_words(outcome, "Say in a line what came of it; the digest tells it on.", field="outcome")
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.CLOSE, actor, case, company)
        now = clock.now()
        for member, slot in helped:
            case = case.confirm(actor, now, member=member, slot=slot, approver=company.approves(actor))
        closed = case.close(by=actor, at=now, outcome=outcome.strip())
        await keep(closed, uow=uow, company=company)
        await uow.commit()
    return closed
