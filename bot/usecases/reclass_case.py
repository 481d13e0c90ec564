"""Put a case into another class of risk."""

from datetime import datetime

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import BadInput, expect_words
from bot.domain.people import Member, MemberId
from bot.domain.policy import ORDINARY
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def reclass_case(
    case_id: CaseId,
    actor: Member,
    *,
    risk: str,
    reason: str,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Put a case into the class `risk`, and with it other input and other signatures. Anyone may raise it.

    Raises BadInput, NotAllowed, UnknownCase, WrongStage.
    """
    if risk != ORDINARY and risk not in company.risks:
        raise BadInput("Choose one of the classes.", field="risk")
    expect_words(reason, "Say why; those who sign read it.", field="reason")
    async with uow:
        case = await uow.cases.get(case_id)
        case.expect_live(actor)
        case.expect_nothing_on_its_way()
        graver = company.graver(risk, than=case.risk)
        permit_on(Act.RAISE_RISK if graver else Act.LOWER_RISK, actor, case, company)
        changed = reclassed(case, actor.id, clock.now(), risk=risk, reason=reason.strip(), company=company)
        await keep(changed, uow=uow, company=company)
        await uow.commit()
    return changed


def reclassed(case: Case, by: MemberId | None, now: datetime, *, risk: str, reason: str, company: Company) -> Case:
    """A case in another class of risk, with the input that is owed there; `by` is None where an answer did it.

    Raises BadInput, WrongStage.
    """
    due = company.community(case.community).terms.input_due(now)
    required = company.required(case.community, risk)
    return case.reclass(by, now, risk=risk, required=required, due=due, reason=reason)
