"""Look after a case to which something fell due by itself."""

from __future__ import annotations

from datetime import datetime

from bot.domain.case import Case, CaseId
from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.reminding import Around, whom_to_remind, whom_to_tell
from bot.domain.timers import Timer, TimerKind, timers
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def tend_case(case_id: CaseId, *, uow: UnitOfWork, company: Company, clock: Clock) -> Case:
    """Remind of what is overdue, warn an owner, free a case that was left. What is due only later is asked for anew.

    All follows from the case as it stands now: what was done meanwhile is not asked for, and of several reminders
    that fell due while Muster was away each slot gets one. Raises UnknownCase.
    """
    async with uow:
        case = await uow.cases.get(case_id)
        community, now = company.community(case.community), clock.now()
        coming = timers(case, community)
        due = [timer for timer in coming if timer.at <= now]
        if not due:
            await uow.jobs.wake_case(case_id, coming[0].at - now if coming else None)
            await uow.commit()
            return case
        around = await _around(case, community, company, uow)
        for timer in due:
            case = carried_out(timer, case, around, now)
        await keep(case, uow=uow, company=company)
        await uow.commit()
    return case


def carried_out(timer: Timer, case: Case, around: Around, now: datetime) -> Case:
    """The case after what a timer is for."""
    match timer.kind:
        case TimerKind.REMIND:
            slot = case.slot(timer.slot)
            return case.remind(now, slot=timer.slot, whom=whom_to_remind(slot, around) if slot else ())
        case TimerKind.ESCALATE:
            return case.escalate(now, due=timer.at, whom=whom_to_tell(case, around))
        case TimerKind.WARN_OWNER:
            lease, hours = around.community.lease, around.community.terms.hours
            return case.warn_owner(now, ends_at=hours.after(now, lease.warns))
        case TimerKind.END_LEASE:
            return case.end_lease(now)


async def _around(case: Case, community: Community, company: Company, uow: UnitOfWork) -> Around:
    """Everyone who could be asked about a case."""
    functions = [company.functions[s.name] for s in case.slots if s.name in company.functions]
    named = {slot.person for slot in case.slots if slot.person} | ({case.owner} if case.owner else set())
    by_turn = (function.on_duty | function.lead for function in functions)
    people = await uow.members.among(
        ids=community.leads.members.union(named, *by_turn),
        functions=frozenset(function.name for function in functions),
        usergroup=community.leads.usergroup,
    )
    return Around(community, company.functions, people)
