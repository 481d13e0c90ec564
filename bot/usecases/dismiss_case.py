"""End a case that needs no answer."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import expect_words
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def dismiss_case(
    case_id: CaseId, actor: Member, *, reason: str, uow: UnitOfWork, company: Company, clock: Clock
) -> Case:
    """Dismiss a case for a reason. Raises BadInput, NotAllowed, UnknownCase, WrongStage."""
    expect_words(reason, "Say why this needs no answer.", field="reason")
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.DISMISS, actor, case, company)
        dismissed = case.dismiss(by=actor, at=clock.now(), reason=reason.strip())
        await keep(dismissed, uow=uow, company=company)
        await uow.commit()
    return dismissed
