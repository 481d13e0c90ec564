"""Give a case back."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def release_case(case_id: CaseId, actor: Member, *, uow: UnitOfWork, company: Company, clock: Clock) -> Case:
    """Free a case of its owner. Raises NotAllowed, UnknownCase, WrongStage."""
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.RELEASE, actor, case, company)
        released = case.release(by=actor, at=clock.now())
        await keep(released, uow=uow, company=company)
        await uow.commit()
    return released
