"""Ask one more function, or one person, for input."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import BadInput
from bot.domain.people import Member, MemberId
from bot.domain.privacy import expect_shown_to
from bot.domain.roles import Act, permit_on
from bot.domain.slot import slot_of_person
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def ask_for_input(
    case_id: CaseId,
    actor: Member,
    *,
    function: str,
    person: str,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Ask a `function` (its key) or a `person` (their id) for input; the other one is empty. A slot that was waived
    is asked again.

    Raises BadInput at `slot` or `person`, NotAllowed, UnknownCase, WrongStage.
    """
    if bool(function) == bool(person):
        raise BadInput("Choose either a function or a person.", field="person" if person else "slot")
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.ASK, actor, case, company)
        slot = await _slot_of(MemberId(person), case, uow, company) if person else function
        if function and function not in company.functions:
            raise BadInput("There is no such function. Choose one of the list.", field="slot")
        now = clock.now()
        due = company.community(case.community).terms.input_due(now)
        asked = case.ask(actor, now, slot=slot, due=due)
        await keep(asked, uow=uow, company=company)
        await uow.commit()
    return asked


async def _slot_of(person: MemberId, case: Case, uow: UnitOfWork, company: Company) -> str:
    """The slot of somebody who can give input. Raises BadInput."""
    member = await uow.members.get(person)
    if member is None or not member.may_take_part:
        raise BadInput("Guests, apps and people who have left cannot be asked. Choose a colleague.", field="person")
    expect_shown_to(member, case.community, company, field="person")
    return slot_of_person(person)
