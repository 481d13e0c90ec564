"""Go on without an input that was asked for."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import expect_words
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def waive_slot(
    case_id: CaseId, actor: Member, *, slot: str, reason: str, uow: UnitOfWork, company: Company, clock: Clock
) -> Case:
    """Waive the answer of a slot for a reason; asking again reverses it. It is the owner's to say and that of those
    who are asked, so that nobody else silences a function.

    Raises BadInput, NotAllowed, UnknownCase, WrongStage.
    """
    expect_words(reason, "Say why the case goes on without it.", field="reason")
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.WAIVE, actor, case, company, own=_is_theirs(actor, case, slot))
        waived = case.waive(actor, clock.now(), slot=slot, reason=reason.strip())
        await keep(waived, uow=uow, company=company)
        await uow.commit()
    return waived


def _is_theirs(actor: Member, case: Case, slot: str) -> bool:
    asked = case.slot(slot)
    return case.owner == actor.id or (asked is not None and asked.is_of(actor))
