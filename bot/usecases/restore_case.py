"""Let a void case go on where it stood."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import expect_words
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def restore_case(
    case_id: CaseId, actor: Member, *, reason: str, uow: UnitOfWork, company: Company, clock: Clock
) -> Case:
    """Restore a void case for a reason. Raises BadInput, NotAllowed, UnknownCase, WrongStage."""
    expect_words(reason, "Say why this counts after all.", field="reason")
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.RESTORE, actor, case, company)
        terms = company.community(case.community).terms
        restored = case.restore(by=actor, at=clock.now(), reason=reason.strip(), terms=terms)
        await keep(restored, uow=uow, company=company)
        await uow.commit()
    return restored
