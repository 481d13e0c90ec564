"""Ask one more function, or one person, for input."""

from datetime import datetime

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import AskedOften, BadInput
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
    anyway: bool = False,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Ask a `function` (its key) or a `person` (their id) for input; the other one is empty. A slot that was waived
    is asked again. Whoever was asked too often this week is asked only if it is meant (`anyway`).

    Raises AskedOften, BadInput at `slot` or `person`, NotAllowed, UnknownCase, WrongStage.
    """
    if bool(function) == bool(person):
        raise BadInput("Choose either a function or a person.", field="person" if person else "slot")
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.ASK, actor, case, company)
        now = clock.now()
        slot = await _slot_of(MemberId(person), case, uow, company) if person else function
        if person and not anyway:
            await _expect_rested(MemberId(person), now, uow, company)
        if function and function not in company.functions:
            raise BadInput("There is no such function. Choose one of the list.", field="slot")
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


async def _expect_rested(person: MemberId, now: datetime, uow: UnitOfWork, company: Company) -> None:
    """Raises AskedOften."""
    engaged = (await uow.expertise.engaged([person], now))[person]
    if engaged.asks >= company.most_asks:
        names = await uow.members.names([person])
        raise AskedOften(names.get(person, "This person"), engaged.asks)
