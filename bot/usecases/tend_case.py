"""Look after a case to which something fell due by itself."""

from bot.domain.case import Case, CaseId
from bot.domain.community import Community, Company
from bot.domain.timers import Timer, TimerKind, timers
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def tend_case(case_id: CaseId, *, uow: UnitOfWork, company: Company, clock: Clock) -> Case:
    """Remind of what is overdue, warn an owner, free a case that was left. What is due only later is asked for anew.

    Raises UnknownCase.
    """
    async with uow:
        case = await uow.cases.get(case_id)
        community, now = company.community(case.community), clock.now()
        coming = timers(case, community)
        if not coming or coming[0].at > now:
            await uow.jobs.wake_case(case_id, coming[0].at - now if coming else None)
            await uow.commit()
            return case
        for timer in coming:
            if timer.at <= now:
                case = _carry_out(timer, case, community, clock)
        await keep(case, uow=uow, company=company)
        await uow.commit()
    return case


def _carry_out(timer: Timer, case: Case, community: Community, clock: Clock) -> Case:
    now = clock.now()
    match timer.kind:
        case TimerKind.REMIND:
            return case.remind(now, slot=timer.slot, whom=())
        case TimerKind.ESCALATE:
            return case.escalate(now, due=timer.at, whom=())
        case TimerKind.WARN_OWNER:
            return case.warn_owner(now, ends_at=community.terms.hours.after(now, community.lease.warns))
        case TimerKind.END_LEASE:
            return case.end_lease(now)
