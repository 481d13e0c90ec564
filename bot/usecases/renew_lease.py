"""Keep a case that one owns."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def renew_lease(case_id: CaseId, actor: Member, *, uow: UnitOfWork, company: Company, clock: Clock) -> Case:
    """Let the owner's lease begin anew. Raises NotAllowed, UnknownCase, WrongStage."""
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.CLAIM, actor, case, company)
        kept = case.renew(actor, clock.now())
        await keep(kept, uow=uow, company=company)
        await uow.commit()
    return kept
