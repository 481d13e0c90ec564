"""Approve the exact text of an answer."""

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.draft import DraftMark
from bot.domain.errors import Flagged
from bot.domain.people import Member
from bot.domain.roles import expect_approver
from bot.ports import Clock, UnitOfWork
from bot.usecases.inspecting import findings_in
from bot.usecases.keeping import keep


async def sign_off(
    case_id: CaseId,
    actor: Member,
    *,
    revision: int,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Sign off the text of the revision that the person has read; it must still be a current one, and hold nothing
    that the guardrails find and its author has not said to mean.

    Raises Flagged, NotAllowed, StaleDraft, UnknownCase, WrongStage.
    """
    async with uow:
        case = await uow.cases.get(case_id)
        draft = case.revision(revision)
        signed = case.sign_off(
            by=actor,
            at=clock.now(),
            revision=revision,
            fingerprint=draft.fingerprint if draft else "",
            policy=company.policy(case.community, case.risk),
        )
        expect_approver(actor, case, company)
        if draft:
            await expect_clean(draft, case_id, uow=uow, company=company)
        await keep(signed, uow=uow, company=company)
        await uow.commit()
    return signed


async def expect_clean(draft: DraftMark, case_id: CaseId, *, uow: UnitOfWork, company: Company) -> None:
    """Refuse a text that holds what its author has not accepted, inside a unit of work that is open already: another
    customer may have become known since it was written. Raises Flagged."""
    text = (await uow.texts.draft(case_id, draft.revision)).text
    findings = await findings_in(text, case_id, uow=uow, company=company)
    if left := [one for one in findings if one.excerpt not in draft.accepted]:
        raise Flagged(left)
