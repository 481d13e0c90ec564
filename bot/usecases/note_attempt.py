"""Say what was tried and did not work, and what was learned."""

from bot.domain.attempt import Attempt
from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import expect_words
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def note_attempt(
    case_id: CaseId,
    actor: Member,
    *,
    text: str,
    learned: str,
    identity: str,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Keep what somebody tried (`text`) and what was `learned` of it; the thread is told. It claims no share.

    `identity` is unique to this attempt, so that hearing of it again changes nothing. Raises BadInput, NotAllowed,
    UnknownCase, WrongStage.
    """
    expect_words(text, "Write what you tried.", field="text")
    expect_words(learned, "Write what you learned of it; that is what helps the next one.", field="learned")
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.TRY, actor, case, company)
        tried = Attempt(case_id=case_id, member=actor.id, text=text.strip(), learned=learned.strip(), at=clock.now())
        number = await uow.attempts.add(tried, identity)
        if number is None:
            return case
        case = case.note_attempt(actor, tried.at, attempt=number)
        await keep(case, uow=uow, company=company)
        await uow.commit()
    return case
