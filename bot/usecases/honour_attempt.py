"""Pick what somebody tried for the digest."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import BadInput, WrongStage
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def honour_attempt(
    case_id: CaseId, actor: Member, *, attempt: int, uow: UnitOfWork, company: Company, clock: Clock
) -> Case:
    """Let the digest of this week tell what was tried, and what was learned of it. It is no points.

    Raises BadInput, NotAllowed, UnknownCase, WrongStage.
    """
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.HONOUR, actor, case, company)
        tried = await uow.attempts.get(attempt)
        if tried is None or tried.case_id != case_id:
            raise BadInput("There is no such attempt. Press the button below one in the thread of its case.")
        now = clock.now()
        honoured = case.honour(actor, now, attempt=attempt, member=tried.member)
        if not await uow.attempts.honour(attempt, actor.id, now):
            raise WrongStage("This is honoured already; a digest tells of it.")
        await keep(honoured, uow=uow, company=company)
        await uow.commit()
    return honoured
