"""End a partner's access to a case, by hand or by its date."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def unshare_case(
    case_id: CaseId, actor: Member, *, partner: str, uow: UnitOfWork, company: Company, clock: Clock
) -> Case:
    """End a partner's access. Raises BadInput, NotAllowed, UnknownCase."""
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.SHARE, actor, case, company)
        unshared = case.unshare(clock.now(), partner=partner, by=actor.id)
        await keep(unshared, uow=uow, company=company)
        await uow.commit()
    return unshared


async def end_sharings(*, uow: UnitOfWork, company: Company, clock: Clock) -> list[CaseId]:
    """End every access whose date is over, each once however many replicas look. Returns the cases."""
    async with uow:
        overdue = await uow.sharings.overdue(clock.now())
    ended = []
    for sharing in overdue:
        async with uow:
            case = await uow.cases.get(sharing.case_id)
            if (await uow.sharings.get(sharing.number)).ended_at is None:
                await keep(case.unshare(clock.now(), partner=sharing.partner, by=None), uow=uow, company=company)
                await uow.commit()
                ended.append(case.id)
    return ended
