"""Write a revision of the answer."""

from bot.domain.case import Case, CaseId
from bot.domain.community import Company
from bot.domain.draft import Draft, clean_answer, draft_fingerprint
from bot.domain.people import Member
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def draft_reply(
    case_id: CaseId,
    actor: Member,
    text: str,
    *,
    after: int,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Make `text` the newest revision; the same one sent twice is one. `after` is the revision it was written on (0
    for none): where a newer one exists the text is refused, not lost.

    Raises BadInput, NotAllowed, StaleDraft, UnknownCase, WrongStage.
    """
    answer = clean_answer(text)
    async with uow:
        case = await uow.cases.get(case_id)
        newest = case.draft
        if newest and (newest.revision, newest.fingerprint, newest.author) == (
            after + 1,
            draft_fingerprint(answer),
            actor.id,
        ):
            return case
        draft = Draft(revision=after + 1, text=answer, author=actor.id, at=clock.now())
        drafted = case.add_draft(draft, by=actor)
        await uow.texts.add_draft(case_id, draft)
        await keep(drafted, uow=uow, company=company)
        await uow.commit()
    return drafted
