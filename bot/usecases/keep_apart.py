"""Say that two cases are not one matter."""

from __future__ import annotations

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.people import Member
from bot.domain.privacy import expect_to_see
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def keep_apart(
    case_id: CaseId, actor: Member, *, other: CaseId, uow: UnitOfWork, company: Company, clock: Clock
) -> Case:
    """Let nobody but a person ever make these two one; it is not suggested again. `merge_cases` reverses it.

    Raises BadInput, NotAllowed, UnknownCase, WrongStage.
    """
    async with uow:
        await uow.clusters.renew()  # first, as whoever gathers holds the lane before the cases
        one, two = await uow.cases.get_both(case_id, other)
        permit_on(Act.KEEP_APART, actor, one, company)
        expect_to_see(actor, two.community, company)
        now = clock.now()
        apart = one.keep_apart(actor, now, other=other)
        await uow.suggestions.refuse(case_id, other, actor.id, now)
        await keep(apart, uow=uow, company=company)
        if two.live:
            await keep(two.keep_apart(actor, now, other=case_id), uow=uow, company=company)
        await uow.commit()
    return apart
