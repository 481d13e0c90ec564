"""Give input to a case."""

from bot.domain.activity import Contributed
from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.contribution import Contribution
from bot.domain.errors import expect_words
from bot.domain.people import Member
from bot.domain.privacy import expect_to_see
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def contribute(
    case_id: CaseId,
    actor: Member,
    text: str,
    *,
    identity: str,
    in_thread: bool,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Add `actor`'s input to a case, or to the one that it went on in; it answers the slot of their function.

    `identity` is unique to this input, so that hearing of it again changes nothing. `in_thread` says that the
    thread shows it already. Raises BadInput, NotAllowed, UnknownCase, WrongStage.
    """
    expect_words(text, "Write what you know about this.", field="text")
    async with uow:
        case = await uow.cases.get_surviving(case_id)
        if not in_thread:  # who writes in the thread is in the channel
            expect_to_see(actor, case.community, company)
        given = Contribution(member=actor.id, function=actor.function, text=text, identity=identity, at=clock.now())
        contribution = await uow.texts.add_contribution(case.id, given)
        if contribution is None:
            return case
        volunteered = not company.on_duty(actor.id)
        helped = case.contribute(by=actor, at=given.at, contribution=contribution, volunteered=volunteered)
        await keep(helped, uow=uow, company=company, told=() if in_thread else (Contributed,))
        await uow.commit()
    return helped
