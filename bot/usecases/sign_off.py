"""Approve the exact text of an answer."""

from bot.domain.case import Case, CaseId
from bot.domain.community import Company
from bot.domain.people import Member
from bot.domain.roles import expect_approver
from bot.ports import Clock, UnitOfWork
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
    """Sign off the text of the revision that the person has read; it must still be the current one.

    Raises NotAllowed, StaleDraft, UnknownCase, WrongStage.
    """
    async with uow:
        case = await uow.cases.get(case_id)
        draft = case.revision(revision)
        policy = company.policy(case.community, case.risk)
        signed = case.sign_off(
            by=actor,
            at=clock.now(),
            revision=revision,
            fingerprint=draft.fingerprint if draft else "",
            policy=policy,
        )
        expect_approver(actor, case, company)
        await keep(signed, uow=uow, company=company)
        await uow.commit()
    return signed
