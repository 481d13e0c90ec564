"""Ask for changes in an answer before anyone signs it."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import NotAllowed, expect_words
from bot.domain.people import Member
from bot.domain.privacy import expect_to_see
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def want_changes(
    case_id: CaseId,
    actor: Member,
    *,
    revision: int,
    comment: str,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Say what must change in a revision that waits. Only for those who might sign it.

    Raises BadInput, NotAllowed, StaleDraft, UnknownCase, WrongStage.
    """
    expect_words(comment, "Say what should change; its author reads it.", field="comment")
    async with uow:
        case = await uow.cases.get(case_id)
        wanted = case.want_changes(by=actor, at=clock.now(), revision=revision, comment=comment.strip())
        expect_may_want_changes(actor, case, revision, company)
        await keep(wanted, uow=uow, company=company)
        await uow.commit()
    return wanted


def expect_may_want_changes(actor: Member, case: Case, revision: int, company: Company) -> None:
    """Refuse whoever could not sign this revision, were it right. Raises NotAllowed."""
    expect_to_see(actor, case.community, company)
    draft = case.revision(revision)
    if draft and draft.author == actor.id:
        raise NotAllowed("You wrote this draft; edit it instead.")
    if not company.may_sign(actor, case.community, case.risk):
        raise NotAllowed("Changes are asked for by those who sign answers of this kind. You can add your input.")
