"""Say that a case was none from the start."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import expect_words
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def void_case(
    case_id: CaseId, actor: Member, *, reason: str, uow: UnitOfWork, company: Company, clock: Clock
) -> Case:
    """Let a case count for nobody and nothing; `restore_case` reverses it.

    Raises BadInput, NotAllowed, UnknownCase, WrongStage.
    """
    expect_words(reason, "Say why this is no case.", field="reason")
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.VOID, actor, case, company)
        voided = case.void(by=actor, at=clock.now(), reason=reason.strip())
        await keep(voided, uow=uow, company=company)
        await uow.commit()
    return voided
