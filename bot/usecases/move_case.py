"""Send a case to another community."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import expect_words
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.homes import home_for_cases
from bot.usecases.keeping import keep


async def move_case(
    case_id: CaseId,
    actor: Member,
    *,
    to: str,
    reason: str,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Move a case to the community `to`, for a reason that its card keeps.

    Raises BadInput, ClosedCommunity, NotAllowed, UnknownCase, UnknownCommunity, WrongStage.
    """
    expect_words(reason, "Say why it belongs there.", field="reason")
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.MOVE, actor, case, company)
        home = await home_for_cases(to, actor, uow=uow, company=company)
        required = company.required(to, case.risk)
        moved = case.move(by=actor, at=clock.now(), to=home, required=required, reason=reason.strip())
        await keep(moved, uow=uow, company=company)
        await uow.commit()
    return moved
