"""Record that the customer has the answer."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.draft import clean_answer, draft_fingerprint
from bot.domain.errors import BadInput
from bot.domain.links import is_web_address
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep_reply


async def record_reply(
    case_id: CaseId,
    actor: Member,
    *,
    revision: int,
    text: str,
    url: str,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Record the exact `text` that went out and where it stands. `revision` is the signed one that the person read. A
    text that differs from what was signed is kept and flagged.

    Raises AlreadyAnswered, BadInput, NotAllowed, StaleDraft, UnknownCase, WrongStage.
    """
    sent = clean_answer(text)
    link = url.strip()
    if not is_web_address(link):
        raise BadInput("Paste the link to the reply; it starts with https://.", field="url")
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.SEND, actor, case, company)
        replied = case.record_reply(
            by=actor,
            at=clock.now(),
            revision=revision,
            fingerprint=draft_fingerprint(sent),
            url=link,
            volunteered=not company.on_duty(actor.id),
        )
        await keep_reply(case, replied, sent, sent=False, uow=uow, company=company)
        await uow.commit()
    return replied
