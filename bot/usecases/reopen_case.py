"""Take an ended case up again."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import expect_words
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.homes import home_for_cases
from bot.usecases.keeping import keep, learn_anew


async def reopen_case(
    case_id: CaseId, actor: Member, *, reason: str, uow: UnitOfWork, company: Company, clock: Clock
) -> Case:
    """Reopen a case for a reason. Raises BadInput, ClosedCommunity, NotAllowed, UnknownCase,
    WrongStage."""
    expect_words(reason, "Say why this goes on.", field="reason")
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.REOPEN, actor, case, company)
        terms = (await home_for_cases(case.community, actor, uow=uow, company=company)).terms
        reopened = case.reopen(by=actor, at=clock.now(), reason=reason.strip(), terms=terms)
        await learn_anew(case_id, uow=uow)
        await keep(reopened, uow=uow, company=company)
        await uow.commit()
    return reopened
