"""Give a case to somebody else."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import BadInput
from bot.domain.people import Member, MemberId
from bot.domain.privacy import expect_shown_to
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def hand_over(
    case_id: CaseId, actor: Member, *, to: str, uow: UnitOfWork, company: Company, clock: Clock
) -> Case:
    """Make the person with the id `to` the owner of a case. Raises BadInput, NotAllowed, UnknownCase, WrongStage."""
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.HAND_OVER, actor, case, company)
        receiver = await uow.members.get(MemberId(to))
        if receiver is None:
            raise BadInput("Muster does not know this person. Choose a colleague.", field="to")
        expect_shown_to(receiver, case.community, company, field="to")
        handed = case.hand_over(actor, clock.now(), to=receiver)
        await keep(handed, uow=uow, company=company)
        await uow.commit()
    return handed
