"""Say who helped with a case that was answered."""

from collections.abc import Iterable

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import BadInput
from bot.domain.people import Member, MemberId
from bot.domain.roles import permit_to_confirm
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def confirm_help(
    case_id: CaseId,
    actor: Member,
    *,
    helped: Iterable[tuple[MemberId, str]],
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Confirm each `(member, slot)` of `helped`, as long as that counts. It is for the owner, for those who
    sign such answers and for those who lead.

    Raises BadInput, NotAllowed, UnknownCase, WrongStage.
    """
    async with uow:
        case = await uow.cases.get(case_id)
        permit_to_confirm(actor, case, company)
        now, chosen = clock.now(), list(helped)
        case.expect_confirmable(now)
        if not chosen:
            raise BadInput("Tick at least one of them, or cancel.", field="helped")
        for member, slot in chosen:
            case = case.confirm(actor, now, member=member, slot=slot, approver=company.approves(actor))
        await keep(case, uow=uow, company=company)
        await uow.commit()
    return case
