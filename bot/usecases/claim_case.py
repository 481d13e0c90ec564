"""Take a case."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def claim_case(case_id: CaseId, actor: Member, *, uow: UnitOfWork, company: Company, clock: Clock) -> Case:
    """Make `actor` the owner of a free case. Raises AlreadyClaimed, NotAllowed, UnknownCase, WrongStage."""
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.CLAIM, actor, case, company)
        claimed = case.claim(by=actor, at=clock.now())
        await keep(claimed, uow=uow, company=company)
        await uow.commit()
    return claimed
