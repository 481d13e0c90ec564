"""Put a revision of the answer out of the question."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import expect_words
from bot.domain.people import Member
from bot.domain.privacy import expect_to_see
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def reject_draft(
    case_id: CaseId,
    actor: Member,
    *,
    revision: int,
    reason: str,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Reject a revision that waits: its author, whoever may sign it, or who may reject drafts of this case.

    Raises BadInput, NotAllowed, StaleDraft, UnknownCase, WrongStage.
    """
    expect_words(reason, "Say why this cannot be the answer; its author reads it.", field="reason")
    async with uow:
        case = await uow.cases.get(case_id)
        rejected = case.reject_draft(by=actor, at=clock.now(), revision=revision, reason=reason.strip())
        expect_may_reject(actor, case, revision, company)
        await keep(rejected, uow=uow, company=company)
        await uow.jobs.refresh_draft(case_id, revision, company.community(case.community).channel)
        await uow.commit()
    return rejected


def expect_may_reject(actor: Member, case: Case, revision: int, company: Company) -> None:
    """Refuse whoever has no say in what becomes of this revision. Raises NotAllowed."""
    expect_to_see(actor, case.community, company)
    draft = case.revision(revision)
    own = draft is not None and draft.author == actor.id
    if not own and not company.may_sign(actor, case.community, case.risk):
        permit_on(Act.REJECT_DRAFT, actor, case, company, own=case.owner == actor.id)
