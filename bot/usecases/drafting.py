"""Who writes a draft right now, so that two people do not write the same one."""

from datetime import timedelta

from bot.domain.case import CaseId
from bot.domain.company import Company
from bot.domain.people import MemberId
from bot.ports import Clock, UnitOfWork

LASTS = timedelta(minutes=30)
"""How long somebody counts as drafting of whom nothing more is heard: Slack does not tell of every closed modal."""


async def start_drafting(
    case_id: CaseId, member: MemberId, *, uow: UnitOfWork, company: Company, clock: Clock
) -> None:
    """Note that somebody has begun to write. Raises UnknownCase."""
    async with uow:
        await uow.cases.read(case_id)
        await uow.drafting.start(case_id, member, clock.now())
        await uow.jobs.forget_drafting(case_id, LASTS)
        await _show(case_id, uow=uow, company=company)


async def stop_drafting(case_id: CaseId, member: MemberId, *, uow: UnitOfWork, company: Company) -> None:
    """Note that somebody has put their draft away. Raises UnknownCase."""
    async with uow:
        if await uow.drafting.stop(case_id, member):
            await _show(case_id, uow=uow, company=company)


async def forget_drafting(case_id: CaseId, *, uow: UnitOfWork, company: Company, clock: Clock) -> None:
    """Note that those who began long ago are not writing any more. Raises UnknownCase."""
    async with uow:
        now = clock.now()
        gone = await uow.drafting.stop_all(case_id, began_by=now - LASTS)
        left = await uow.drafting.of(case_id)
        if left:
            await uow.jobs.forget_drafting(case_id, left[0].since + LASTS - now)
        if gone:
            await _show(case_id, uow=uow, company=company)
        else:
            await uow.commit()


async def _show(case_id: CaseId, *, uow: UnitOfWork, company: Company) -> None:
    """Commit, with the card brought up to date."""
    case = await uow.cases.read(case_id)
    await uow.jobs.refresh_card(case_id, company.community(case.community).channel)
    await uow.commit()
